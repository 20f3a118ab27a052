//! Phosphor icons (regular), as text in the icon font. Made by `assets/fonts/build.py` from `icons.txt`.
#![allow(missing_docs, reason = "each constant carries the icon's own name")]

pub const ANGLE: &str = "\u{E7BC}";
pub const APPROXIMATE_EQUALS: &str = "\u{EDAA}";
pub const ARROW_BEND_UP_LEFT: &str = "\u{E024}";
pub const ARROW_BEND_UP_RIGHT: &str = "\u{E026}";
pub const ARROW_CLOCKWISE: &str = "\u{E036}";
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{E038}";
pub const ARROW_DOWN: &str = "\u{E03E}";
pub const ARROW_LEFT: &str = "\u{E058}";
pub const ARROW_RIGHT: &str = "\u{E06C}";
pub const ARROW_SQUARE_OUT: &str = "\u{E5DE}";
pub const ARROW_U_UP_LEFT: &str = "\u{E08A}";
pub const ARROW_U_UP_RIGHT: &str = "\u{E08C}";
pub const ARROW_UP: &str = "\u{E08E}";
pub const ARROWS_HORIZONTAL: &str = "\u{EB06}";
pub const ARROWS_IN: &str = "\u{E09A}";
pub const ARROWS_LEFT_RIGHT: &str = "\u{E0A0}";
pub const ARROWS_MERGE: &str = "\u{ED3E}";
pub const ARROWS_OUT: &str = "\u{E0A2}";
pub const ARROWS_OUT_CARDINAL: &str = "\u{E0A4}";
pub const ARROWS_SPLIT: &str = "\u{ED3C}";
pub const ARROWS_VERTICAL: &str = "\u{EB04}";
pub const BANDAIDS: &str = "\u{E0B2}";
pub const BELL: &str = "\u{E0CE}";
pub const BEZIER_CURVE: &str = "\u{EB00}";
pub const BOOK_OPEN: &str = "\u{E0E6}";
pub const BOUNDING_BOX: &str = "\u{E6CE}";
pub const BRIDGE: &str = "\u{EA68}";
pub const BROOM: &str = "\u{EC54}";
pub const BUILDINGS: &str = "\u{E102}";
pub const CALCULATOR: &str = "\u{E538}";
pub const CAMERA: &str = "\u{E10E}";
pub const CARET_DOUBLE_LEFT: &str = "\u{E128}";
pub const CARET_DOUBLE_RIGHT: &str = "\u{E12A}";
pub const CARET_DOWN: &str = "\u{E136}";
pub const CARET_LEFT: &str = "\u{E138}";
pub const CARET_RIGHT: &str = "\u{E13A}";
pub const CARET_UP: &str = "\u{E13C}";
pub const CERTIFICATE: &str = "\u{E766}";
pub const CHART_BAR: &str = "\u{E150}";
pub const CHART_BAR_HORIZONTAL: &str = "\u{E152}";
pub const CHART_PIE_SLICE: &str = "\u{E15A}";
pub const CHECK: &str = "\u{E182}";
pub const CHECK_CIRCLE: &str = "\u{E184}";
pub const CIRCLE: &str = "\u{E18A}";
pub const CIRCLE_DASHED: &str = "\u{E602}";
pub const CIRCLE_HALF: &str = "\u{E18C}";
pub const CLIPBOARD_TEXT: &str = "\u{E198}";
pub const CLOCK: &str = "\u{E19A}";
pub const CLOCK_COUNTER_CLOCKWISE: &str = "\u{E1A0}";
pub const CLOUD_SLASH: &str = "\u{E1B6}";
pub const COLUMNS: &str = "\u{E546}";
pub const COMMAND: &str = "\u{E1C4}";
pub const COMPASS: &str = "\u{E1C8}";
pub const COPY: &str = "\u{E1CA}";
pub const CORNERS_IN: &str = "\u{E1CE}";
pub const CORNERS_OUT: &str = "\u{E1D0}";
pub const CROP: &str = "\u{E1D4}";
pub const CROSSHAIR: &str = "\u{E1D6}";
pub const CROSSHAIR_SIMPLE: &str = "\u{E1D8}";
pub const CURSOR: &str = "\u{E1DC}";
pub const CURSOR_CLICK: &str = "\u{E7C8}";
pub const CURSOR_TEXT: &str = "\u{E7D8}";
pub const DATABASE: &str = "\u{E1DE}";
pub const DIAMONDS_FOUR: &str = "\u{E8F4}";
pub const DOTS_SIX_VERTICAL: &str = "\u{EAE2}";
pub const DOTS_THREE: &str = "\u{E1FE}";
pub const DOTS_THREE_VERTICAL: &str = "\u{E208}";
pub const DOWNLOAD_SIMPLE: &str = "\u{E20C}";
pub const DROP: &str = "\u{E210}";
pub const EQUALS: &str = "\u{E21C}";
pub const ERASER: &str = "\u{E21E}";
pub const EXCLUDE: &str = "\u{E882}";
pub const EXPORT: &str = "\u{EAF0}";
pub const EYE: &str = "\u{E220}";
pub const EYE_SLASH: &str = "\u{E224}";
pub const EYEDROPPER: &str = "\u{E568}";
pub const FACTORY: &str = "\u{E760}";
pub const FILE: &str = "\u{E230}";
pub const FILE_ARROW_DOWN: &str = "\u{E232}";
pub const FILE_ARROW_UP: &str = "\u{E61E}";
pub const FILE_CSV: &str = "\u{EB1C}";
pub const FILE_PDF: &str = "\u{E702}";
pub const FILE_PLUS: &str = "\u{E236}";
pub const FILE_TEXT: &str = "\u{E23A}";
pub const FILE_XLS: &str = "\u{EB22}";
pub const FLAG: &str = "\u{E244}";
pub const FLAG_BANNER: &str = "\u{E622}";
pub const FLASK: &str = "\u{E79E}";
pub const FLOPPY_DISK: &str = "\u{E248}";
pub const FLOPPY_DISK_BACK: &str = "\u{EAF4}";
pub const FOLDER: &str = "\u{E24A}";
pub const FOLDER_OPEN: &str = "\u{E256}";
pub const FRAME_CORNERS: &str = "\u{E626}";
pub const FUNNEL: &str = "\u{E266}";
pub const GEAR: &str = "\u{E270}";
pub const GIT_BRANCH: &str = "\u{E278}";
pub const GIT_DIFF: &str = "\u{E27C}";
pub const GIT_MERGE: &str = "\u{E280}";
pub const GLOBE: &str = "\u{E288}";
pub const GLOBE_HEMISPHERE_EAST: &str = "\u{E28A}";
pub const GPS: &str = "\u{EDD8}";
pub const GPS_FIX: &str = "\u{EDD6}";
pub const GRADUATION_CAP: &str = "\u{E62C}";
pub const GRID_FOUR: &str = "\u{E296}";
pub const GRID_NINE: &str = "\u{EC8C}";
pub const HAMMER: &str = "\u{E80E}";
pub const HAND: &str = "\u{E298}";
pub const HAND_GRABBING: &str = "\u{E57C}";
pub const HAND_POINTING: &str = "\u{E29A}";
pub const HASH: &str = "\u{E2A2}";
pub const HEXAGON: &str = "\u{E2AE}";
pub const HIGHLIGHTER: &str = "\u{EC76}";
pub const HOURGLASS: &str = "\u{E2B2}";
pub const HOUSE: &str = "\u{E2C2}";
pub const IMAGE: &str = "\u{E2CA}";
pub const INFINITY: &str = "\u{E634}";
pub const INFO: &str = "\u{E2CE}";
pub const INTERSECT: &str = "\u{E2D2}";
pub const KEYBOARD: &str = "\u{E2D8}";
pub const LIFEBUOY: &str = "\u{E63A}";
pub const LINE_SEGMENT: &str = "\u{E6D2}";
pub const LINE_SEGMENTS: &str = "\u{E6D4}";
pub const LINE_VERTICAL: &str = "\u{ED70}";
pub const LINK: &str = "\u{E2E2}";
pub const LINK_BREAK: &str = "\u{E2E4}";
pub const LIST: &str = "\u{E2F0}";
pub const LIST_BULLETS: &str = "\u{E2F2}";
pub const LOCK: &str = "\u{E2FA}";
pub const LOCK_OPEN: &str = "\u{E306}";
pub const LOCK_SIMPLE: &str = "\u{E308}";
pub const LOCK_SIMPLE_OPEN: &str = "\u{E30A}";
pub const MAGIC_WAND: &str = "\u{E6B6}";
pub const MAGNET: &str = "\u{E680}";
pub const MAGNET_STRAIGHT: &str = "\u{E682}";
pub const MAGNIFYING_GLASS: &str = "\u{E30C}";
pub const MAGNIFYING_GLASS_MINUS: &str = "\u{E30E}";
pub const MAGNIFYING_GLASS_PLUS: &str = "\u{E310}";
pub const MAP_PIN: &str = "\u{E316}";
pub const MAP_TRIFOLD: &str = "\u{E31A}";
pub const MINUS: &str = "\u{E32A}";
pub const MINUS_CIRCLE: &str = "\u{E32C}";
pub const MOON: &str = "\u{E330}";
pub const MOUSE: &str = "\u{E33A}";
pub const MOUSE_LEFT_CLICK: &str = "\u{E334}";
pub const NOTE: &str = "\u{E348}";
pub const NUMBER_CIRCLE_FIVE: &str = "\u{E358}";
pub const NUMBER_CIRCLE_FOUR: &str = "\u{E35E}";
pub const NUMBER_CIRCLE_ONE: &str = "\u{E36A}";
pub const NUMBER_CIRCLE_THREE: &str = "\u{E37C}";
pub const NUMBER_CIRCLE_TWO: &str = "\u{E382}";
pub const PAINT_BUCKET: &str = "\u{E392}";
pub const PALETTE: &str = "\u{E6C8}";
pub const PATH: &str = "\u{E39C}";
pub const PENCIL: &str = "\u{E3AE}";
pub const PENCIL_LINE: &str = "\u{E3B2}";
pub const PENCIL_SIMPLE: &str = "\u{E3B4}";
pub const PERCENT: &str = "\u{E3B6}";
pub const PERSPECTIVE: &str = "\u{EBE6}";
pub const PLANT: &str = "\u{EBAE}";
pub const PLAY: &str = "\u{E3D0}";
pub const PLUG: &str = "\u{E946}";
pub const PLUS: &str = "\u{E3D4}";
pub const PLUS_CIRCLE: &str = "\u{E3D6}";
pub const PLUS_MINUS: &str = "\u{E3D8}";
pub const POLYGON: &str = "\u{E6D0}";
pub const POWER: &str = "\u{E3DA}";
pub const PRINTER: &str = "\u{E3DC}";
pub const PROHIBIT: &str = "\u{E3DE}";
pub const PUSH_PIN: &str = "\u{E3E2}";
pub const QUESTION: &str = "\u{E3E8}";
pub const RECTANGLE: &str = "\u{E3F0}";
pub const RECTANGLE_DASHED: &str = "\u{E3F2}";
pub const RESIZE: &str = "\u{ED6E}";
pub const ROAD_HORIZON: &str = "\u{E838}";
pub const ROCKET: &str = "\u{E3FC}";
pub const ROCKET_LAUNCH: &str = "\u{E3FE}";
pub const ROWS: &str = "\u{E5A2}";
pub const RULER: &str = "\u{E6B8}";
pub const SCALES: &str = "\u{E750}";
pub const SCISSORS: &str = "\u{EAE0}";
pub const SCRIBBLE: &str = "\u{E806}";
pub const SCRIBBLE_LOOP: &str = "\u{E662}";
pub const SEAL_CHECK: &str = "\u{E606}";
pub const SEAL_WARNING: &str = "\u{E60C}";
pub const SELECTION: &str = "\u{E69A}";
pub const SELECTION_ALL: &str = "\u{E746}";
pub const SELECTION_PLUS: &str = "\u{E69C}";
pub const SHIELD_CHECK: &str = "\u{E40C}";
pub const SHUFFLE: &str = "\u{E422}";
pub const SIDEBAR: &str = "\u{EAB6}";
pub const SIDEBAR_SIMPLE: &str = "\u{EC24}";
pub const SIGN_OUT: &str = "\u{E42A}";
pub const SIGNATURE: &str = "\u{EBAC}";
pub const SLIDERS: &str = "\u{E432}";
pub const SLIDERS_HORIZONTAL: &str = "\u{E434}";
pub const SORT_ASCENDING: &str = "\u{E444}";
pub const SORT_DESCENDING: &str = "\u{E446}";
pub const SPARKLE: &str = "\u{E6A2}";
pub const SPINNER: &str = "\u{E66A}";
pub const SPLIT_HORIZONTAL: &str = "\u{E872}";
pub const SPLIT_VERTICAL: &str = "\u{E876}";
pub const SQUARE: &str = "\u{E45E}";
pub const SQUARE_HALF: &str = "\u{E462}";
pub const SQUARE_SPLIT_HORIZONTAL: &str = "\u{E870}";
pub const SQUARE_SPLIT_VERTICAL: &str = "\u{E874}";
pub const STACK: &str = "\u{E466}";
pub const STACK_SIMPLE: &str = "\u{E468}";
pub const STAMP: &str = "\u{EA48}";
pub const STAR: &str = "\u{E46A}";
pub const SUBTRACT: &str = "\u{EBD6}";
pub const SUN: &str = "\u{E472}";
pub const SWAP: &str = "\u{E83C}";
pub const TABLE: &str = "\u{E476}";
pub const TAG: &str = "\u{E478}";
pub const TARGET: &str = "\u{E47C}";
pub const TEXT_AA: &str = "\u{E6EE}";
pub const TEXT_T: &str = "\u{E48A}";
pub const TOGGLE_LEFT: &str = "\u{E674}";
pub const TOGGLE_RIGHT: &str = "\u{E676}";
pub const TRANSLATE: &str = "\u{E4A2}";
pub const TRASH: &str = "\u{E4A6}";
pub const TREE: &str = "\u{E6DA}";
pub const TRIANGLE: &str = "\u{E4B0}";
pub const TRIANGLE_DASHED: &str = "\u{E4B2}";
pub const UNITE: &str = "\u{E87E}";
pub const UPLOAD_SIMPLE: &str = "\u{E4C0}";
pub const USER: &str = "\u{E4C2}";
pub const USERS: &str = "\u{E4D6}";
pub const VECTOR_THREE: &str = "\u{EE62}";
pub const VECTOR_TWO: &str = "\u{EE64}";
pub const WARNING: &str = "\u{E4E0}";
pub const WARNING_CIRCLE: &str = "\u{E4E2}";
pub const WARNING_OCTAGON: &str = "\u{E4E4}";
pub const WAVES: &str = "\u{E6DE}";
pub const WIFI_SLASH: &str = "\u{E4F2}";
pub const WRENCH: &str = "\u{E5D4}";
pub const X: &str = "\u{E4F6}";
pub const X_CIRCLE: &str = "\u{E4F8}";

/// Every icon with its Phosphor name, in alphabetical order.
pub const ALL: [(&str, &str); 238] = [
    ("angle", ANGLE),
    ("approximate-equals", APPROXIMATE_EQUALS),
    ("arrow-bend-up-left", ARROW_BEND_UP_LEFT),
    ("arrow-bend-up-right", ARROW_BEND_UP_RIGHT),
    ("arrow-clockwise", ARROW_CLOCKWISE),
    ("arrow-counter-clockwise", ARROW_COUNTER_CLOCKWISE),
    ("arrow-down", ARROW_DOWN),
    ("arrow-left", ARROW_LEFT),
    ("arrow-right", ARROW_RIGHT),
    ("arrow-square-out", ARROW_SQUARE_OUT),
    ("arrow-u-up-left", ARROW_U_UP_LEFT),
    ("arrow-u-up-right", ARROW_U_UP_RIGHT),
    ("arrow-up", ARROW_UP),
    ("arrows-horizontal", ARROWS_HORIZONTAL),
    ("arrows-in", ARROWS_IN),
    ("arrows-left-right", ARROWS_LEFT_RIGHT),
    ("arrows-merge", ARROWS_MERGE),
    ("arrows-out", ARROWS_OUT),
    ("arrows-out-cardinal", ARROWS_OUT_CARDINAL),
    ("arrows-split", ARROWS_SPLIT),
    ("arrows-vertical", ARROWS_VERTICAL),
    ("bandaids", BANDAIDS),
    ("bell", BELL),
    ("bezier-curve", BEZIER_CURVE),
    ("book-open", BOOK_OPEN),
    ("bounding-box", BOUNDING_BOX),
    ("bridge", BRIDGE),
    ("broom", BROOM),
    ("buildings", BUILDINGS),
    ("calculator", CALCULATOR),
    ("camera", CAMERA),
    ("caret-double-left", CARET_DOUBLE_LEFT),
    ("caret-double-right", CARET_DOUBLE_RIGHT),
    ("caret-down", CARET_DOWN),
    ("caret-left", CARET_LEFT),
    ("caret-right", CARET_RIGHT),
    ("caret-up", CARET_UP),
    ("certificate", CERTIFICATE),
    ("chart-bar", CHART_BAR),
    ("chart-bar-horizontal", CHART_BAR_HORIZONTAL),
    ("chart-pie-slice", CHART_PIE_SLICE),
    ("check", CHECK),
    ("check-circle", CHECK_CIRCLE),
    ("circle", CIRCLE),
    ("circle-dashed", CIRCLE_DASHED),
    ("circle-half", CIRCLE_HALF),
    ("clipboard-text", CLIPBOARD_TEXT),
    ("clock", CLOCK),
    ("clock-counter-clockwise", CLOCK_COUNTER_CLOCKWISE),
    ("cloud-slash", CLOUD_SLASH),
    ("columns", COLUMNS),
    ("command", COMMAND),
    ("compass", COMPASS),
    ("copy", COPY),
    ("corners-in", CORNERS_IN),
    ("corners-out", CORNERS_OUT),
    ("crop", CROP),
    ("crosshair", CROSSHAIR),
    ("crosshair-simple", CROSSHAIR_SIMPLE),
    ("cursor", CURSOR),
    ("cursor-click", CURSOR_CLICK),
    ("cursor-text", CURSOR_TEXT),
    ("database", DATABASE),
    ("diamonds-four", DIAMONDS_FOUR),
    ("dots-six-vertical", DOTS_SIX_VERTICAL),
    ("dots-three", DOTS_THREE),
    ("dots-three-vertical", DOTS_THREE_VERTICAL),
    ("download-simple", DOWNLOAD_SIMPLE),
    ("drop", DROP),
    ("equals", EQUALS),
    ("eraser", ERASER),
    ("exclude", EXCLUDE),
    ("export", EXPORT),
    ("eye", EYE),
    ("eye-slash", EYE_SLASH),
    ("eyedropper", EYEDROPPER),
    ("factory", FACTORY),
    ("file", FILE),
    ("file-arrow-down", FILE_ARROW_DOWN),
    ("file-arrow-up", FILE_ARROW_UP),
    ("file-csv", FILE_CSV),
    ("file-pdf", FILE_PDF),
    ("file-plus", FILE_PLUS),
    ("file-text", FILE_TEXT),
    ("file-xls", FILE_XLS),
    ("flag", FLAG),
    ("flag-banner", FLAG_BANNER),
    ("flask", FLASK),
    ("floppy-disk", FLOPPY_DISK),
    ("floppy-disk-back", FLOPPY_DISK_BACK),
    ("folder", FOLDER),
    ("folder-open", FOLDER_OPEN),
    ("frame-corners", FRAME_CORNERS),
    ("funnel", FUNNEL),
    ("gear", GEAR),
    ("git-branch", GIT_BRANCH),
    ("git-diff", GIT_DIFF),
    ("git-merge", GIT_MERGE),
    ("globe", GLOBE),
    ("globe-hemisphere-east", GLOBE_HEMISPHERE_EAST),
    ("gps", GPS),
    ("gps-fix", GPS_FIX),
    ("graduation-cap", GRADUATION_CAP),
    ("grid-four", GRID_FOUR),
    ("grid-nine", GRID_NINE),
    ("hammer", HAMMER),
    ("hand", HAND),
    ("hand-grabbing", HAND_GRABBING),
    ("hand-pointing", HAND_POINTING),
    ("hash", HASH),
    ("hexagon", HEXAGON),
    ("highlighter", HIGHLIGHTER),
    ("hourglass", HOURGLASS),
    ("house", HOUSE),
    ("image", IMAGE),
    ("infinity", INFINITY),
    ("info", INFO),
    ("intersect", INTERSECT),
    ("keyboard", KEYBOARD),
    ("lifebuoy", LIFEBUOY),
    ("line-segment", LINE_SEGMENT),
    ("line-segments", LINE_SEGMENTS),
    ("line-vertical", LINE_VERTICAL),
    ("link", LINK),
    ("link-break", LINK_BREAK),
    ("list", LIST),
    ("list-bullets", LIST_BULLETS),
    ("lock", LOCK),
    ("lock-open", LOCK_OPEN),
    ("lock-simple", LOCK_SIMPLE),
    ("lock-simple-open", LOCK_SIMPLE_OPEN),
    ("magic-wand", MAGIC_WAND),
    ("magnet", MAGNET),
    ("magnet-straight", MAGNET_STRAIGHT),
    ("magnifying-glass", MAGNIFYING_GLASS),
    ("magnifying-glass-minus", MAGNIFYING_GLASS_MINUS),
    ("magnifying-glass-plus", MAGNIFYING_GLASS_PLUS),
    ("map-pin", MAP_PIN),
    ("map-trifold", MAP_TRIFOLD),
    ("minus", MINUS),
    ("minus-circle", MINUS_CIRCLE),
    ("moon", MOON),
    ("mouse", MOUSE),
    ("mouse-left-click", MOUSE_LEFT_CLICK),
    ("note", NOTE),
    ("number-circle-five", NUMBER_CIRCLE_FIVE),
    ("number-circle-four", NUMBER_CIRCLE_FOUR),
    ("number-circle-one", NUMBER_CIRCLE_ONE),
    ("number-circle-three", NUMBER_CIRCLE_THREE),
    ("number-circle-two", NUMBER_CIRCLE_TWO),
    ("paint-bucket", PAINT_BUCKET),
    ("palette", PALETTE),
    ("path", PATH),
    ("pencil", PENCIL),
    ("pencil-line", PENCIL_LINE),
    ("pencil-simple", PENCIL_SIMPLE),
    ("percent", PERCENT),
    ("perspective", PERSPECTIVE),
    ("plant", PLANT),
    ("play", PLAY),
    ("plug", PLUG),
    ("plus", PLUS),
    ("plus-circle", PLUS_CIRCLE),
    ("plus-minus", PLUS_MINUS),
    ("polygon", POLYGON),
    ("power", POWER),
    ("printer", PRINTER),
    ("prohibit", PROHIBIT),
    ("push-pin", PUSH_PIN),
    ("question", QUESTION),
    ("rectangle", RECTANGLE),
    ("rectangle-dashed", RECTANGLE_DASHED),
    ("resize", RESIZE),
    ("road-horizon", ROAD_HORIZON),
    ("rocket", ROCKET),
    ("rocket-launch", ROCKET_LAUNCH),
    ("rows", ROWS),
    ("ruler", RULER),
    ("scales", SCALES),
    ("scissors", SCISSORS),
    ("scribble", SCRIBBLE),
    ("scribble-loop", SCRIBBLE_LOOP),
    ("seal-check", SEAL_CHECK),
    ("seal-warning", SEAL_WARNING),
    ("selection", SELECTION),
    ("selection-all", SELECTION_ALL),
    ("selection-plus", SELECTION_PLUS),
    ("shield-check", SHIELD_CHECK),
    ("shuffle", SHUFFLE),
    ("sidebar", SIDEBAR),
    ("sidebar-simple", SIDEBAR_SIMPLE),
    ("sign-out", SIGN_OUT),
    ("signature", SIGNATURE),
    ("sliders", SLIDERS),
    ("sliders-horizontal", SLIDERS_HORIZONTAL),
    ("sort-ascending", SORT_ASCENDING),
    ("sort-descending", SORT_DESCENDING),
    ("sparkle", SPARKLE),
    ("spinner", SPINNER),
    ("split-horizontal", SPLIT_HORIZONTAL),
    ("split-vertical", SPLIT_VERTICAL),
    ("square", SQUARE),
    ("square-half", SQUARE_HALF),
    ("square-split-horizontal", SQUARE_SPLIT_HORIZONTAL),
    ("square-split-vertical", SQUARE_SPLIT_VERTICAL),
    ("stack", STACK),
    ("stack-simple", STACK_SIMPLE),
    ("stamp", STAMP),
    ("star", STAR),
    ("subtract", SUBTRACT),
    ("sun", SUN),
    ("swap", SWAP),
    ("table", TABLE),
    ("tag", TAG),
    ("target", TARGET),
    ("text-aa", TEXT_AA),
    ("text-t", TEXT_T),
    ("toggle-left", TOGGLE_LEFT),
    ("toggle-right", TOGGLE_RIGHT),
    ("translate", TRANSLATE),
    ("trash", TRASH),
    ("tree", TREE),
    ("triangle", TRIANGLE),
    ("triangle-dashed", TRIANGLE_DASHED),
    ("unite", UNITE),
    ("upload-simple", UPLOAD_SIMPLE),
    ("user", USER),
    ("users", USERS),
    ("vector-three", VECTOR_THREE),
    ("vector-two", VECTOR_TWO),
    ("warning", WARNING),
    ("warning-circle", WARNING_CIRCLE),
    ("warning-octagon", WARNING_OCTAGON),
    ("waves", WAVES),
    ("wifi-slash", WIFI_SLASH),
    ("wrench", WRENCH),
    ("x", X),
    ("x-circle", X_CIRCLE),
];
