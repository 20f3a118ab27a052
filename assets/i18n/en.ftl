# English texts of Hecta. The Vietnamese file (vi.ftl) comes first and has exactly these ids and these variables.
#
# Prefixes: app- menu- action- tool- hint- status- layer- panel- area- function- verdict- rule- finding- repair- dialog- error-
# import- step- refusal- tour- a11y- cli-. Figures are written for the language (663.19 ha) before they become variables; only $count is a number.

## Program

app-window-title = { $plan } – Hecta
app-window-title-modified = { $plan } (not saved) – Hecta
app-tagline = The drawing board on which the zones always add up to the approved area
app-untitled = Untitled plan
app-sample-plan = Sample plan
app-unfinished-plan = Unfinished sample plan
app-and = and
app-offline = Hecta makes no network connection; your data stay on this machine.

## Menus

menu-file = File
menu-edit = Edit
menu-view = View
menu-draw = Draw
menu-area = Area
menu-copy-tables = Copy a table
menu-help = Help
menu-recent = Open recent
menu-language = Language
menu-theme = Theme
menu-tools-select = Select
menu-tools-vertices = Edit vertices
menu-tools-draw = Draw
menu-tools-cut = Cut and reshape
menu-tools-shape = Move and shape
menu-tools-look = Measure and identify
menu-tools-pan = Pan
menu-precision = Snapping and direction locks

## Actions

action-new = New plan
action-new-tip = Start from the boundary, with no zone yet
action-open = Open…
action-open-tip = Open a project or a map file (GeoJSON, Shapefile, DXF, KML…)
action-open-sample = Open the sample plan
action-open-unfinished = Open the unfinished sample plan
action-load-boundary = Load boundary from file…
action-recent-clear = Clear the recent list
action-save = Save
action-save-as = Save as…
action-export-geojson = Export…
action-export-geojson-tip = GeoJSON, GeoPackage, tables and other formats, with areas and verdict; a plan that fails leaves only as a draft with a reason
action-export-draft = Export draft…
action-quit = Quit
action-undo = Undo
action-undo-step = Undo: { $step }
action-redo = Redo
action-redo-step = Redo: { $step }
action-history-panel = History of steps
action-alternative-duplicate = Duplicate alternative
action-alternative-duplicate-tip = Add a copy of this alternative to go on with; this one stays as it is
action-alternative-empty = Empty alternative
action-alternative-empty-tip = Add an alternative without zones, with the same boundary and approved area
action-alternative-next = Next alternative
action-alternative-previous = Previous alternative
action-alternative-rename = Rename alternative…
action-alternative-earlier = Move alternative up
action-alternative-later = Move alternative down
action-alternative-delete = Delete alternative
action-alternative-delete-tip = It can be brought back at once
action-alternative-restore = Bring back the deleted alternative
action-snapshots = Milestones of the plan…
action-snapshots-tip = Set a milestone to keep the plan as it is now; look at earlier ones and restore them
action-alternative-compare = Compare alternatives
action-alternative-compare-tip = The figures of all alternatives in one table, and the land that went from zone to zone
action-alternative-side-by-side = Two alternatives side by side
action-alternative-side-by-side-tip = Two maps with one view: the left one to be edited, the right one to be looked at
action-repeat = Repeat the last command
action-repeat-last = Repeat: { $command }
action-delete-zone = Delete zone
action-delete-zone-tip = The land of the zone becomes unallocated
action-rename-zone = Rename zone…
action-explode-zones = Explode into parts
action-explode-zones-tip = Every separate part of a zone becomes a zone; the largest keeps its name
action-why-one-part = The selected zone is one part.
action-simplify = Simplify borders
action-simplify-tip = Drop vertices of borders within a tolerance; the map shows what becomes of them
action-simplify-do = Simplify
action-merge-zones = Merge zones
action-select-all = Select all zones
action-select-none = Clear selection
action-select-by-attribute = Select by attribute…
action-select-by-location = Select by location…
action-zoom-in = Zoom in
action-zoom-out = Zoom out
action-zoom-fit = Zoom to the whole plan
action-zoom-selection = Zoom to selection
action-next-finding = Next finding
action-repair-all = Repair all faults…
action-repair-all-tip = Look first, then clear all gaps, overlaps, parts outside, slivers, duplicates and broken shapes by one policy, as one step that can be undone.
action-previous-finding = Previous finding
action-language-vietnamese = Tiếng Việt
action-language-english = English
action-language-switch = Switch to Vietnamese
action-theme-light = Light
action-theme-dark = Dark
action-theme-system = Follow the system
action-theme-switch = Switch between light and dark
action-layers = Show or hide map layers
action-balance-panel = Area balance panel
action-snap = Snapping
action-arc-segments = Arc segments
action-grid-snap = Grid snap
action-grid-snap-tip = The pointer stops at grid nodes only; the step is set in the snap settings
action-orthogonal = Orthogonal
action-orthogonal-tip = Lock directions to the four right angles, from grid north or from the previous edge
action-common-angles = Angles by 15°
action-common-angles-tip = Lock directions to multiples of 15°, from grid north or from the previous edge
action-relative-angles = Angles from the previous edge
action-relative-angles-tip = On: locked angles count from the edge drawn last. Off: from grid north.
action-parallel-to = Parallel to edge
action-parallel-to-tip = Lock this segment parallel to the edge at the pointer, or to the previous edge
action-perpendicular-to = Perpendicular to edge
action-perpendicular-to-tip = Lock this segment at right angles to the edge at the pointer, or to the previous edge
action-copy-coordinates = Copy coordinates
action-area-definitions = Which area is which?
action-explain = Explain this number…
action-explain-tip = Where the number comes from: definition, vertices, formula, an independent computation and four definitions of area. For the selected zone, or for what is left if none is selected
action-explain-figure = Explain this number: { $figure }
action-explain-hover = Click to see where this number comes from
action-area-ledger = Area ledger
action-area-ledger-tip = Which command gave or took how much land, to or from which zone, and when
action-palette = Find commands, zones, coordinates
action-tour = Five-step tour
action-keys = List of keys
action-about = About Hecta
action-close = Close

action-why-no-selection = No zone is selected
action-why-one-zone-only = Works on exactly one selected zone
action-why-two-zones = Select at least two zones.
action-why-nothing-to-undo = There is no step to undo yet
action-why-nothing-to-redo = There is no step to redo
action-why-nothing-to-save = There is nothing new to save
action-why-no-findings = There are no findings
action-why-no-boundary = The plan has no boundary yet
action-why-not-passing = The plan does not pass; it can leave only as a draft
action-why-drawing = Close or cancel the shape being drawn first
action-copy-zones = Copy the table of zones
action-copy-communes = Copy the table of zones by commune
action-split-by-list = Divide by list…
action-split-by-list-tip = Divide the selected zone by a list of areas or shares, pasted from a decision or from Excel
action-balance-zones = Balance zones…
action-balance-zones-tip = Suggests how the borders you allow could move, as little as possible, so that all zones have their targets; only the button does it
action-why-no-targets = No zone has a target area yet
action-copy-table = Copy this table
action-why-no-zones = There are no zones yet
action-why-no-recent = There are no recent files
action-why-one-alternative = The plan has only one alternative
action-why-first-alternative = This alternative is the first already
action-why-last-alternative = This alternative is the last already
action-why-no-deleted-alternative = No alternative has been deleted
action-why-nothing-to-repeat = No command has been used yet
action-why-no-drawing-tool = Take a tool that draws or edits first
action-why-no-edge = There is no edge to take the direction from. Move the pointer close to one and try again.
action-insert-vertex = Insert a vertex into this border
action-delete-vertex = Delete this vertex
action-corner-table = Corner table
action-corner-table-tip = See, edit, paste and copy the corners of the boundary or a zone
action-go-to = Go to coordinates…
action-compliance = View by rules
action-compliance-tip = Colours each zone by the result of the checks and lists the rules with their sources
action-check-settings = Check settings…
action-check-settings-tip = Tolerances, the day whose law applies, own rules of the plan
action-load-rules = Load a rule file…
action-load-rules-tip = Adds rules of the project’s own or changes the thresholds of existing ones
action-verify = Verify a handed-over file…
action-verify-tip = Hold a GeoJSON or GeoPackage that Hecta exported against what it states: digest, areas, the result of every rule

## Tools

tool-select = Select
tool-select-tip = Select one zone or several. A frame dragged to the right takes the zones wholly inside it; to the left, also those it crosses.
tool-vertices = Edit vertices
tool-vertices-tip = Move, insert and delete vertices; a border shared by two zones moves for both
tool-polygon = Draw zone
tool-polygon-tip = Draw a zone by clicking its corners; hold Ctrl to follow existing borders, B draws arcs
tool-rectangle = Draw rectangle
tool-rectangle-tip = Draw a rectangular zone by two opposite corners, or by a side at any angle and its depth
tool-freehand = Draw freehand
tool-freehand-tip = Hold the button and draw; on release the line is simplified within the tolerance that is set
tool-complete = Complete a zone
tool-complete-tip = Draw only the missing side, from border to border; the smaller piece of free land it cuts off becomes the zone, with Shift the other one
tool-fill = Fill unallocated land
tool-fill-tip = Click unallocated land to make it a zone, or to give it to the selected zone
tool-group-more = Click again, hold, right-click or press ↓ for the other tools of the group.
tool-split = Split zones
tool-split-tip = Draw a line across a zone to cut it; with none selected every zone the line crosses is cut
tool-reshape = Reshape border
tool-reshape-tip = Select a zone, then draw its new course from where it leaves the old one to where it meets it again
tool-move = Move zones
tool-move-tip = Move the selected zones: drag from inside one, or click a base point and a target
tool-rotate = Rotate zones
tool-rotate-tip = Turn the selected zones: click the pivot, the old direction, then the new one
tool-scale = Scale zones
tool-scale-tip = Make the selected zones smaller or larger: click the pivot, the old distance, then the new one
tool-round = Round corners
tool-round-tip = Replace a corner of a border by an arc of a given radius
tool-straighten = Straighten border
tool-straighten-tip = Click two vertices of a border: its course between them becomes straight
tool-cut-out = Cut out
tool-cut-out-tip = Draw a shape; the land inside leaves the selected zones, or all under it, and becomes unallocated
tool-pan = Pan the map
tool-pan-tip = Drag the map; turn the wheel to zoom
tool-measure = Measure
tool-measure-tip = Measure length, bearing and area along a path, on the grid and on the ellipsoid
tool-identify = Identify
tool-identify-tip = Click a place to see everything there, on all layers
tool-select-polygon = Select by polygon
tool-select-polygon-tip = Draw a polygon to select the zones it crosses or holds

tool-set-area = Set area
tool-set-area-tip = Click a border: it goes to where the zone has exactly the area wanted, and the neighbour takes up the difference
tool-option-take-land = Take land from other zones
tool-option-take-land-tip = Off: the new zone yields to existing ones. On: the new zone takes the land it covers.
tool-option-area = Area wanted
tool-option-area-tip = The area the zone is to have, in hectares, or in m² if m² is written. Left empty: the target of the zone.
tool-option-area-move = Moves
tool-option-area-move-tip = How the border moves so that the zone has exactly the area.
tool-option-area-slide = An edge, parallel
tool-option-area-swing = An edge, about one end
tool-option-area-offset = The whole border
tool-option-area-along = Along a road axis
tool-option-sides = Ends
tool-option-sides-tip = In which direction the ends of the moved border run.
tool-option-sides-along = Along neighbours
tool-option-sides-perpendicular = Perpendicular
tool-option-border-previous = Previous border of the zone
tool-option-border-next = Next border of the zone
tool-option-function = Function
tool-option-move-takes = Take land from other zones
tool-option-move-takes-tip = Off: a moved zone yields to those at its new place. On: it takes their land; locked zones keep theirs.
tool-option-vacated = Land left
tool-option-vacated-tip = Who gets the land that the zone leaves.
tool-option-vacated-unallocated = Becomes unallocated
tool-option-vacated-neighbours = Goes to the neighbours
tool-option-radius = Radius
tool-option-radius-tip = Radius of the arc that rounds a corner, metres.
tool-snap-settings = Snap settings
tool-snap-vertex = Vertex
tool-snap-intersection = Intersection
tool-snap-midpoint = Midpoint of edge
tool-snap-border = Place on edge
tool-snap-perpendicular = Perpendicular
tool-snap-extension = Extension of edge
tool-snap-parallel = Parallel
tool-snap-grid = Grid node (F9)
tool-snap-communes = Commune borders
tool-snap-references = Reference layers
tool-snap-area = Target area of a zone
tool-snap-step = Grid step
tool-snap-wall = Stop at the boundary and locked zones
tool-snap-wall-tip = The pointer slides along the park boundary and the borders of locked zones; hold Alt to pass
tool-option-edge-drag = Dragging an edge
tool-option-edge-drag-tip = What dragging an edge does while no key is held. With Shift the edge moves parallel to itself; with Ctrl its ends slide along the edges beside it.
tool-option-edge-insert = Inserts a vertex
tool-option-edge-parallel = Moves it parallel
tool-option-edge-slide = Slides it along its neighbours
tool-option-crossing = Also zones it crosses
tool-option-within = Only zones wholly within
tool-option-arc = Arc
tool-option-arc-tip = The next segment is an arc: click a point on it, then its end
tool-option-rectangle-diagonal = Opposite corners
tool-option-rectangle-diagonal-tip = The sides run north and east on the grid
tool-option-rectangle-side = Side and depth
tool-option-rectangle-side-tip = The two ends of a side at any angle, then a point on the opposite side
tool-option-tolerance = Tolerance
tool-option-tolerance-tip = The simplified line departs no further than this from the one drawn
tool-option-fill-new = Make a new zone
tool-option-fill-selected = Give to the selected zone
tool-option-fill-tip = Hold Shift while clicking for the other way

## Hints for the state of a tool

hint-select-idle = Click a zone to select it, or drag a frame around several.
hint-select-hover = Click to select { $zone }; hold Shift to add it.
hint-select-window = Release to select the zones wholly in the window.
hint-select-crossing = Release to select the zones in the window or crossed by it.
hint-select-one = { $zone } is selected. F2 renames, Delete deletes, N edits vertices.
hint-select-many = { $count ->
    [one] { $count } zone is selected
   *[other] { $count } zones are selected
}, { $area } in total.
hint-ghost = Drag a red square to mend it, Enter tries again, Esc drops it.
hint-move-start = Drag the selected zone to its new place, or click a base point; with none selected, click a zone.
hint-move-target = Click the target or type the distance; hold Shift to take land from other zones; Esc cancels.
hint-pivot = Click the pivot; with no zone selected, click a zone to select it.
hint-rotate-reference = Click a point in the old direction; Backspace drops the last point, Esc cancels.
hint-rotate-target = Click a point in the new direction; Backspace drops the last point, Esc cancels.
hint-scale-reference = Click a point at the old distance from the pivot; Esc cancels.
hint-scale-target = Click a point at the new distance from the pivot; Esc cancels.
hint-round-idle = Point at a corner of a border; Shift-click collects several corners.
hint-round-corner = Click to round this corner; Shift-click collects more corners.
hint-round-refused = Change the radius and press Enter to try again, or click another corner; Esc drops it.
hint-straighten-start = Click the first vertex of the piece of border to straighten.
hint-straighten-second = Click the last vertex, on the same border; Esc cancels.
hint-straighten-refused = Click another vertex, Enter tries again, Esc drops it.
hint-vertices-idle = Point at a vertex to move it, at an edge to insert one; drag a frame to select several.
hint-vertices-window = Release to select the vertices in the window; Shift adds, Ctrl toggles.
hint-vertices-selected = { $count ->
    [one] { $count } vertex is selected
   *[other] { $count } vertices are selected
}: drag one to move them all, Delete removes them.
hint-vertices-left-out = Corners of the boundary and vertices of locked zones are not selected: they cannot be moved.
hint-vertices-parallel = Release to place the edge parallel to where it was; Esc puts it back.
hint-vertices-slide = Release to place the edge; its ends slide along the edges beside it; Esc puts it back.
hint-vertices-sticks = Click the new place of the edge or type the distance; Esc puts it back.
hint-vertices-vertex = Drag to move the vertex; Delete removes it.
hint-vertices-shared = Drag to move the vertex shared by { $zones }; Delete removes it.
hint-vertices-border = Drag or double-click to insert a vertex; Shift: move the edge parallel; Ctrl: slide it.
hint-vertices-dragging = Release to place the vertex; hold Alt to suspend snapping; Esc puts it back.
hint-polygon-start = Click the first corner of the zone. Hold Alt to suspend snapping.
hint-polygon-second = Click the next corner; hold Ctrl to follow borders; Backspace drops the last corner, Esc cancels.
hint-polygon-third = Click at least one more corner to enclose an area; Backspace drops the last corner, Esc cancels.
hint-polygon-can-close = Enter or double-click closes the zone; Backspace drops the last corner, Esc cancels.
hint-polygon-take = The new zone takes land from { $zones }.
hint-polygon-refused = This shape cannot be taken yet: { $reason } Drag a corner to mend it, Backspace drops the last one, Esc cancels.
hint-path-corner = Drag to move this corner of the sketch; hold Alt to put a new corner here.
hint-path-dragging = Release to put the corner here; Esc puts it back.
hint-arc-via = Click a point on the arc; B goes back to straight segments.
hint-arc-end = Click the end of the arc; Backspace drops it.
hint-trace-along = Click to follow existing borders to here; Backspace drops the whole course.
hint-trace-not-from-border = The last corner is on no border, so there is none to follow.
hint-trace-not-to-border = Point at a border or a vertex to follow borders to it.
hint-trace-no-way = No borders join these two points.
hint-rectangle-corner = Click a corner of the rectangle.
hint-rectangle-opposite = Click the opposite corner; Backspace drops the last corner, Esc cancels.
hint-rectangle-side = Click one end of a side of the rectangle.
hint-rectangle-side-end = Click the other end of the side; Backspace drops the last point, Esc cancels.
hint-rectangle-depth = Click a point on the opposite side; Backspace drops the last point, Esc cancels.
hint-freehand-start = Hold the button and draw the zone, or click once and move.
hint-freehand-dragging = Release to end the line; it is simplified within the tolerance. Esc cancels.
hint-freehand-drawing = Click to end the line; it is simplified within the tolerance. Esc cancels.
hint-complete-start = Click where the missing side begins, on a border.
hint-complete-can-finish = Enter or double-click completes the zone; hold Shift for the land on the other side; Esc cancels.
hint-fill-idle = Point at unallocated land.
hint-fill-zone = Click to make this land a new zone; hold Shift to give it to the selected zone.
hint-fill-give = Click to give this land to { $zone }; hold Shift to make it a new zone.
hint-fill-select = Select exactly one zone to give land to, or make a new zone instead.
hint-cut-out-start = Click the first corner of the land to cut out.
hint-cut-out-can-close = Enter or double-click cuts it out; Backspace drops the last corner, Esc cancels.
hint-split-start = Click the start of the cutting line, on or outside the border of a zone.
hint-reshape-start = Click where the new course leaves the old border of the selected zone.
hint-line-second = Click the next point; Backspace drops the last one, Esc cancels.
hint-line-can-finish = Enter or a double click ends the line; Backspace drops the last point, Esc cancels.
hint-set-area-idle = Point at a border of a zone; type a figure for the area wanted.
hint-set-area-hover = Click to see { $zone } with exactly { $area }; { $partner } makes up the rest.
hint-set-area-no-figure = Border { $zone } – { $partner }. { $zone } has no target: type the area wanted, for example 110.
hint-set-area-figure = Type the area wanted; Esc drops this border.
hint-set-area-chosen = Enter or another click moves the border; type another figure to change the area; Esc drops it.
hint-set-area-unsolved = { $reason } Change the area or how the border moves, or choose another border; Esc drops it.
hint-set-area-axis-start = Click the first point of the road axis; hold Ctrl to follow existing borders; Esc drops it.
hint-set-area-axis-finish = Click on, or press Enter to move the border along this axis; Backspace drops the last point.
hint-pan = Drag to move the map.
hint-measure-start = Click where to begin measuring, or type coordinates. Hold Alt to suspend snapping.
hint-measure-second = Click the next point; Backspace drops the last one, Esc cancels.
hint-measure-can-finish = Go on clicking, or press Enter to finish; Backspace drops the last point, Esc cancels.
hint-measure-can-close = Enter finishes, a click on the first point closes; Backspace drops the last point, Esc cancels.
hint-identify = Click a place on the map to see everything there.
hint-select-polygon-start = Click the first corner of the selecting polygon.
hint-select-polygon-more = Click the next corner; Backspace drops the last one, Esc cancels.
hint-select-polygon-can-close = Enter or a double click selects; hold Shift to add to the selection.
hint-select-polygon-extend = Enter or a double click adds these zones to the selection.
hint-drop-file = Drop a file here to open it.

## Status bar

status-coordinates = X (north) { $north }   Y (east) { $east }
status-lonlat = { $longitude }° E  { $latitude }° N
status-scale = 1:{ $scale }
status-crs = VN-2000, CM { $meridian }
status-crs-tip = Coordinate system of the plan: { $crs }; related to WGS 84 by { $operation }.
status-snap-on = Snapping: on
status-snap-off = Snapping: off
status-snap-corner = boundary corner
status-snap-vertex = vertex
status-snap-border = border
status-snap-intersection = intersection
status-snap-midpoint = midpoint of edge
status-snap-perpendicular = perpendicular
status-snap-extension = extension of edge
status-snap-parallel = parallel
status-snap-commune = vertex of commune border
status-snap-reference = reference layer
status-snap-grid = grid node
status-snap-area = { $zone } = { $area }
status-snap-locked = direction locked
status-snap-wall = sliding along the boundary
status-snap-wall-zone = sliding along locked zone { $zone }
status-entry-distance = Distance (m)
status-entry-bearing = Bearing
status-entry-turn = Turn
status-entry-north = X (north)
status-entry-east = Y (east)
status-entry-keys = Tab: next field · Enter: put point · Esc: drop
status-entry-error-number = “{ $text }” is not a number. Write it like { $example }.
status-entry-error-ambiguous = “{ $text }” can be read in two ways. Write { $decimal } or { $whole }.
status-entry-error-bearing = “{ $text }” is not an angle. Write it like { $example } or 47d12'30.
status-entry-error-place = The coordinates lie outside Vietnam. Write X (north), then Y (east), or @ before a displacement.
status-entry-error-corner = There is no point to count from yet. Type X and Y of the first point.
status-entry-error-distance = The new point is the same as the last one.
status-entry-error-incomplete = Something is missing: go on typing, or move the pointer onto the map to give the direction.
status-journaled = Recorded { $time }
status-modified = Not saved to a file yet
status-opened = Opened { $file }: { $count ->
    [one] { $count } zone
   *[other] { $count } zones
}.
status-opened-alternatives = Opened { $file }: { $alternatives } alternatives, showing { $name } ({ $count ->
        [one] { $count } zone
       *[other] { $count } zones
    }).
status-alternative-added = Now working on { $name }; the one before stays as it was.
status-alternative-deleted = Deleted { $name }.
status-alternative-restored = Brought back { $name }.
status-file-saved = Saved { $file }.
status-boundary-loaded = The boundary is now that of { $file }; the zones stay where they are.
status-exported = Exported { $file }; read back, every grid point is the same.
status-exported-draft = Exported the draft { $file }; the file says that it is a draft.
status-copied = Copied.
status-history-dropped = The history keeps the latest { $count } steps: older ones have been dropped to save memory and can no longer be undone. The plan, its milestones and saved files are untouched.
status-journal-again = The session journal is being written again; no step was lost.
status-more-recoverable = { $count ->
    [one] One other session has
   *[other] { $count } other sessions have
} not been restored; Hecta asks again at the next start.
status-open-elsewhere = { $file } is also open in another window; Hecta asks before it overwrites.
status-tables-left-out = These tables of other programs could not come along to the new file: { $tables }.
status-snapshot-taken = Milestone “{ $name }” is set; it is saved with the plan.
status-snapshot-deleted = Milestone “{ $name }” was deleted.
status-layers-kept = New plans will show the layers like this.
status-undone = Undone: { $step }.
status-redone = Redone: { $step }.
status-turned = Turned by { $angle }
status-scaled = Scaled by { $factor }
status-live = { $length } · { $bearing } · { $area }
status-live-first = { $length } · { $bearing }
status-live-radius = radius { $radius }
status-live-sides = { $a } × { $b }
status-live-simplified = { $before } → { $after } vertices
status-area-zone = { $zone }: { $area } ({ $change })
status-area-moved = border moves { $distance }
status-selected = { $count ->
    [one] { $count } zone selected
   *[other] { $count } zones selected
}
status-coordinates-short = X { $north }  Y { $east }
status-rules-loaded = Rules loaded from { $file }; they are saved with the plan.

## Map layers

layer-zones = Functional zones
layer-boundary = Boundary
layer-communes-2025 = Communes since July 2025
layer-communes-2020 = Communes before July 2025
layer-findings = Errors and warnings
layer-labels = Labels
layer-visible = Show the layer { $layer }
layer-opacity = Opacity
layer-source = Source: { $source }
layer-north = N
layer-notice-reference = reference map, not a legal boundary
layer-notice-synthetic-boundary = illustrative (synthetic) boundary, not the official one
layer-notice-synthetic-zones = illustrative (synthetic) zones; no figures have been published
layer-source-communes-2025 = map of the 2025 merger, generalised to 5 m, uncertain by 15–25 m
layer-source-communes-2020 = digitised at about 1:50,000, uncertain by 50–100 m
layer-source-boundary = made for illustration, 2026

## Area balance

panel-balance = Area balance
panel-approved = Approved
panel-approved-figure = { $area } approved
panel-decision = by decision { $decision }
panel-boundary = Boundary
panel-drawn = Drawn
panel-residual = Residual
panel-residual-left = left to draw
panel-residual-excess = more than approved
panel-residual-none = equals the approved area
panel-unallocated = Unallocated
panel-overlap = Overlap
panel-outside = Outside boundary
panel-zones = Zones
panel-column-zone = Zone
panel-column-code = Code
panel-column-area = Area (ha)
panel-column-share = Share (%)
panel-column-target = Target (ha)
panel-column-difference = Difference (ha)
panel-column-commune = Commune
panel-total = Total
panel-measure-side = Side
panel-measure-grid = Grid length (m)
panel-measure-bearing = Grid bearing
panel-measure-geodesic = Geodesic length (m)
panel-measure-azimuth = True azimuth
panel-measure-total-grid = Total grid length
panel-measure-total-geodesic = Total geodesic length
panel-measure-area-grid = Grid area
panel-measure-area-geodesic = Geodesic area
panel-measure-open-area-grid = Grid area if closed
panel-measure-open-area-geodesic = Geodesic area if closed
panel-history = History
panel-history-count = { $done } / { $count } steps
panel-alternative-numbered = Alternative { $number }
panel-compare-figures = Figures of the alternatives
panel-compare-transfer = Land moved between zones
panel-compare-with = Compared with
panel-compare-one = There is only one alternative. Add another one to compare.
panel-compare-verdict = Verdict
panel-compare-findings = Errors: { $errors } · warnings: { $warnings }
panel-compare-moved = Land that changed zone: { $area }
panel-compare-none-moved = No land changed zone
panel-compare-reads = Rows: land of the zone in { $a } (being edited). Columns: the zone that holds it in { $b }. In ha. Click a cell to see the land on the map.
panel-compare-approvals-differ = The approved areas of the alternatives differ; what is left is counted for each by its own.
panel-compare-boundaries-differ = The boundaries of the alternatives differ; land beyond the other one's boundary has its own row and column.
panel-compare-edit = Go over to edit this alternative
panel-history-oldest = Oldest state kept
panel-history-dropped = { $count ->
    [one] The oldest step has
   *[other] The { $count } oldest steps have
} been dropped to save memory; milestones and files are still there.
panel-history-start = As opened
panel-account-of = Account of
panel-account-copy = Copy the area ledger
panel-account-empty = No step since the plan was opened has changed this land. Whenever a border changes, the ledger says who got and who gave how much.
panel-account-opening = As opened
panel-account-opening-kept = Before the oldest step kept
panel-account-today = Today
panel-account-from = from { $party }
panel-account-to = to { $party }
panel-account-column-time = Time
panel-account-column-step = Step
panel-account-column-counterpart = Other side
panel-account-column-change-ha = Change (ha)
panel-account-column-change-m2 = Change (m²)
panel-account-column-balance-ha = Balance (ha)
panel-account-column-balance-m2 = Balance (m²)
panel-identify-zone = Zone { $zone }
panel-identify-difference = { $difference } from target
panel-identify-locked = locked
panel-identify-legal-corner = Boundary corner
panel-identify-vertex = Vertex
panel-identify-border = Border
panel-identify-place = VN-2000 coordinates
panel-identify-lonlat = WGS 84 longitude, latitude
panel-identify-inside = inside, { $distance } from the line
panel-identify-on-boundary = on the line ({ $distance } off)
panel-identify-outside = outside, { $distance } from the line
panel-identify-nobody = unallocated land
panel-no-target = not set
panel-change = { $change } against before the drag
panel-exact = { $area } (exact)
panel-communes = Zones by commune (ha)
panel-communes-2020 = former communes
panel-commune-old = { $commune } (former)
panel-findings = Errors and warnings
panel-findings-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
panel-verdict = Verdict
panel-layers = Map layers
panel-layers-keep = Use for new plans
panel-layers-keep-tip = New plans begin with the layers as they are shown now; saved plans keep theirs.
panel-properties = Zone properties
panel-name = Zone name
panel-name-en = English name
panel-code = Code
panel-function = Function
panel-target = Target area (ha)
panel-offers = Off its target by { $difference }. Point to see, click to do:
panel-offer-slide = Push the edge with { $partner } by { $distance } → { $area }
panel-offer-swing = Swing the edge with { $partner } by { $distance } → { $area }
panel-offer-offset = Push the border with { $partner } by { $distance } → { $area }
panel-offer-part = Push a part of the border with { $partner } by { $distance } → { $area }
panel-offer-along = Move the border with { $partner } by { $distance } along the axis → { $area }
panel-colour = Colour
panel-area-grid = Grid area
panel-area-geodesic = Geodesic area
panel-perimeter = Perimeter
panel-simplify-all = All unlocked zones
panel-simplify-tolerance = Tolerance
panel-simplify-departure = Largest departure
panel-simplify-nothing = With this tolerance no vertex can go.
panel-vertices = Vertices
panel-parts = Parts
panel-palette-placeholder = Find commands, zones, coordinates…
panel-palette-corner = Put a corner at { $place }
panel-palette-coordinate = Go to { $place }
panel-recent = Recent plans
panel-empty-boundary = The plan has no boundary yet. Open a file that has the park boundary, or drop one here.
panel-empty-zones = No zones yet. Press P and click the corners of the first one.
panel-empty-findings = No findings.
panel-empty-selection = No zone is selected. Click one on the map or in the table.
panel-empty-recent = No files yet. Open one, or drop one onto the window.
panel-empty-search = No command, zone or coordinate matches.
panel-empty-communes = There is no commune layer, so areas by commune cannot be given.
panel-drawn-figure = { $area } drawn
panel-head-area = ha
panel-head-target = Target
panel-head-change = Change
panel-head-difference = Diff.
panel-column-exact = Exact area (m²)
panel-target-positive = A target area must be greater than 0.
panel-colour-of-function = Colour of the function
panel-colour-number = Colour { $number }
panel-locked = Lock zone
panel-locked-tip = A locked zone neither gives nor takes land.
panel-head-total = Total
panel-compliance = Results by rule
panel-compliance-warnings = Warnings, to be verified
panel-compliance-not-in-force = Not applied on this day
panel-compliance-select = Show { $count ->
    [one] { $count } zone
   *[other] { $count } zones
}

## Definitions of areas

area-grid-short = VN-2000 grid area, CM { $meridian }
area-definitions = Kinds of area
area-grid = Grid area
area-grid-definition = Area on the VN-2000 projection plane, central meridian { $meridian }, computed exactly from the corner coordinates. This is the area that is reconciled with the decision.
area-geodesic = Geodesic area
area-geodesic-definition = Area on the WGS 84 ellipsoid, vertices joined by geodesics. Programs that read GeoJSON usually find this figure; here it is about 0.01 % less than the grid area.
area-approved = Approved area
area-approved-definition = The figure in the decision, rounded to 0.01 ha.
area-drawn = Drawn area
area-drawn-definition = Sum of the grid areas of the zones; what overlaps is counted twice and reported separately.

## Functions of zones

function-rd_laboratory = High-tech laboratory (R&D) zone
function-rd_laboratory-short = R&D laboratory
function-production = High-tech production and application zone
function-production-short = Production
function-startup_hub = Startup and innovation hub
function-startup_hub-short = Startup hub
function-other = Other function
function-none = No function yet

## Verdict

verdict-pass = Pass
verdict-fail = Fail
verdict-insufficient = Insufficient grounds
verdict-reason-pass = The zones cover the boundary and add up to { $approved }.
verdict-reason-findings = { $count ->
    [one] { $count } error to clear.
   *[other] { $count } errors to clear.
}
verdict-reason-residual = The zones differ from the approved area by { $difference }.
verdict-reason-unallocated = { $area } belongs to no zone yet.
verdict-reason-overlap = { $area } is taken twice.
verdict-reason-outside = { $area } lies outside the boundary.
verdict-reason-no-boundary = The plan has no boundary to compare with.
verdict-reason-no-zones = No zone has been drawn yet.
verdict-reason-no-functions = No zone says which required function it has.
verdict-reason-synthetic = The boundary in use is illustrative; the verdict is a trial only.
verdict-rule-unverified = Source text not verified
verdict-rule-note = Note
verdict-rule-warning = Warning
verdict-rule-disabled = Switched off
verdict-rule-not-yet = Not yet in force
verdict-rule-expired = No longer in force

## Rules: name, message of a finding, what to do

rule-gap = Gap
rule-gap-help = Give this land to a zone beside it, or move the borders together.
rule-overlap = Overlap
rule-overlap-help = Give this land to one of the two zones.
rule-outside = Outside the boundary
rule-outside-help = Trim the part outside along the boundary.
rule-invalid-geometry = Invalid geometry
rule-invalid-geometry-help = Mend the vertices at the marked place, or draw the zone again.
rule-duplicate = Duplicate
rule-duplicate-help = Delete one of the two zones.
rule-sliver = Sliver
rule-sliver-help = Merge this strip into a zone beside it.
rule-area-residual = Differs from the approved area
rule-area-residual-help = Clear gaps, overlaps and parts outside first; then check the boundary itself.
rule-missing-zone = Missing functional zone
rule-missing-zone-help = Draw this zone, or set its function on an existing one.
rule-confidence-seen = text was read
rule-confidence-calc = computed
rule-confidence-own = engineering value, not a regulation
rule-confidence-second-hand = second-hand, source text not verified
rule-confidence-general-knowledge = general knowledge, source text not verified
rule-valid-from = in force from { $from }
rule-valid-to = in force to the end of { $to }
rule-valid-between = in force from { $from } to the end of { $to }
rule-tolerance-coverage-error = Gaps, overlaps, land outside: an error from
rule-tolerance-coverage-listed = Gaps, overlaps, land outside: listed from
rule-tolerance-sliver-width = Slivers: mean width below
rule-tolerance-area-residual = Sum of zones against the approved area: at most
rule-tolerance-boundary-note = Boundary against the approved area: a note beyond
rule-tolerance-boundary-warning = Boundary against the approved area: a warning beyond
rule-tolerance-declared-m2 = Declared areas in m²: off by at most
rule-tolerance-declared-ha = Declared areas in ha: off by at most

finding-gap = Gap of { $area } beside { $zones }, in no zone
finding-gap-alone = { $area } in no zone
finding-gap-plot = Gap of { $area } beside { $zones }, in no plot
finding-gap-alone-plot = { $area } in no plot
finding-overlap = { $a } and { $b } overlap by { $area }
finding-outside = { $zone } reaches { $area } beyond the boundary
finding-plots-overlap = Plots in { $zone } overlap by { $area }
finding-plots-outside = Plots of { $zone } reach { $area } beyond the zone
finding-invalid-geometry = { $zone }: { $reason }
finding-duplicate = { $b } is the same as { $a }, { $area }
finding-sliver = Sliver of { $area }, about { $width } wide, in { $zone }
finding-area-residual = The zones add up to { $drawn }, { $difference } { $direction ->
    [short] less
   *[excess] more
} than the approved { $approved }
finding-area-residual-plot = The plots add up to { $drawn }, { $difference } { $direction ->
    [short] less
   *[excess] more
} than the { $approved } of the zone
finding-missing-zone = There is no { $function } yet
finding-functions-undeclared = No zone says which of the three functions of decision 1541/QĐ-TTg it has
finding-invalid-self-crossing = the outline crosses itself
finding-invalid-hole-outside = a hole lies outside the outline
finding-invalid-parts-overlap = parts of the zone overlap
finding-invalid-no-area = the shape has no area
finding-invalid-repeated-edge = an edge runs out and back (spike)
finding-severity-error = Error
finding-severity-warning = Warning
finding-severity-info = Note
finding-statute = { $title }
finding-statute-figure = { $title }: { $figure }
finding-statute-demand = { $title }: { $figure }, required { $demand }
finding-statute-place = { $zone }: { $text }
finding-statute-unverified = { $text } (source text not yet verified)

repair-give-gap = Give the gap to { $zone }
repair-make-zone = Make a new zone of it
repair-keep-overlap = Give the overlap to { $zone }
repair-fit-to-neighbours = Fit { $zone } to all its neighbours
repair-remove-duplicate = Remove the duplicate { $zone }, keep its attributes
repair-clip = Trim { $zone } to the boundary
repair-merge-sliver = Merge into { $zone }
repair-accept-geometry = Accept the mended shape of { $zone }
repair-keep-largest-part = Keep only the largest part of { $zone }
repair-mend-plots = Mend the plots in { $zone }: overlaps go to the larger plot, parts beyond the zone are cut off
repair-delete-zone = Delete { $zone } (no land)
repair-border = border { $length } ({ $share } of the outline)
repair-zone-goes = { $zone } goes
repair-policy-longest-border = By the longest shared border
repair-policy-nearest-target = By target area
repair-policy-leave-gaps = Leave gaps unallocated
repair-rule-gaps-border = Gaps and slivers: to the zone with the longest shared border.
repair-rule-gaps-target = Gaps: to the zone that comes nearest to its target area; slivers: to the zone with the longest shared border.
repair-rule-gaps-left = Gaps: stay unallocated; slivers: to the zone with the longest shared border.
repair-rule-overlaps-larger = Overlaps: the larger zone keeps the land, unless the other would lose all of its own.
repair-rule-overlaps-target = Overlaps: by target area; without one the larger zone keeps the land.
repair-rule-outside = Parts outside: trimmed to the approved boundary.
repair-rule-duplicates = Duplicates: one is removed; what the other leaves empty is taken from it.
repair-rule-shapes = Self-crossings, spikes, repeated vertices: the shape mended on import is accepted.
repair-left = Cannot be repaired
repair-left-would-create = Every way would make another fault near by.
repair-left-by-policy = By the chosen policy gaps stay as they are.
repair-left-no-way = No zone borders on this land that could take it.
repair-slits = Slits below the listed size are closed: { $area }
repair-summary = { $cleared } faults cleared, { $left } left. Unallocated: { $before } → { $after }.
repair-all-button = Repair all…
repair-keys = Enter repairs and goes on · ↑ ↓ preview on the map · 1–9 repair at once · Esc leaves
repair-creates = Would make { $count ->
    [one] another fault
   *[other] { $count } other faults
}
repair-all-cleared = No fault of the geometry is left to repair.
repair-more-zones = … and { $count ->
    [one] one more zone
   *[other] { $count } more zones
}

## Dialogs: the button names the act

dialog-unsaved-title = Save the changes to “{ $plan }”?
dialog-unsaved-text = The plan has changes that are in no file yet.
dialog-unsaved-save = Save and continue
dialog-unsaved-discard = Discard changes
dialog-unsaved-stay = Keep editing
dialog-snapshots-title = Milestones of the plan
dialog-snapshots-text = A milestone keeps the alternative as it is now, with the figures of the day, inside the project file. Restoring one adds a new alternative; the present one stays as it is.
dialog-snapshots-name = Name of the milestone
dialog-snapshots-name-hint = For example: first submission
dialog-snapshots-note = Note
dialog-snapshots-take = Set milestone
dialog-snapshots-none = There is no milestone yet.
dialog-snapshots-figures = { $made } · { $verdict } · { $count ->
    [one] one zone
   *[other] { $count } zones
} · { $area }, residual { $residual }
dialog-snapshots-restore = Restore
dialog-snapshots-delete-now = Delete for good
dialog-snapshots-spare = Keep
a11y-snapshot-restore = Restore milestone { $name } as a new alternative
a11y-snapshot-delete = Delete milestone { $name }
a11y-snapshot-delete-now = Delete milestone { $name } for good
a11y-snapshot-spare = Keep milestone { $name }
dialog-recover-title = Restore the last session?
dialog-recover-text = Hecta stopped unexpectedly. Every step is still there.
dialog-recover-detail = { $count ->
    [one] One step
   *[other] { $count } steps
} since the last save, the last one at { $time }. { $step }
dialog-recover-older = What an earlier version of Hecta had recorded.
dialog-recover-restore = Restore
dialog-recover-discard = Discard this one
dialog-recover-later = Later
dialog-elsewhere-title = The plan is open in another window
dialog-elsewhere-text = { $file } is open in another Hecta window. A copy leaves the file alone and is saved under another name. If both windows have it, the one that saves later is asked before it overwrites.
dialog-elsewhere-copy = Open a copy
dialog-elsewhere-anyway = Open anyway
dialog-changed-title = The file was changed from outside
dialog-changed-text = Since Hecta last opened or saved it, { $file } has been written by another program (QGIS, say) or another window. Saving to another file keeps both; overwriting loses the other change.
dialog-changed-elsewhere = Save to another file…
dialog-changed-over = Overwrite
dialog-repair-title = Repair all faults of the plan
dialog-repair-policy = Policy
dialog-repair-steps = What will be done ({ $count })
dialog-repair-nothing = There is no fault that this policy can clear.
dialog-repair-zones = Areas that change
dialog-repair-confirm = Repair { $count } faults
dialog-open-title = Open plan
dialog-save-title = Save plan
dialog-export-title = Export plan
dialog-path = Path of the file
dialog-path-hint = Type or paste a path, or choose a file
dialog-browse = Choose a file…
dialog-open-confirm = Open file
dialog-boundary-title = Load the park boundary
dialog-boundary-confirm = Load boundary
dialog-save-confirm = Save file
dialog-export-confirm = Export file
dialog-replace-text = { $file } exists already; its content will be replaced as a whole.
dialog-replace-confirm = Replace file
dialog-draft-title = The plan does not pass
dialog-draft-text = The plan can leave only as a draft. The file says that it is a draft, and gives the verdict and the reason.
dialog-draft-reason = Reason for the draft
dialog-draft-reason-hint = For example: early look at the road alignment for VSIP
dialog-draft-reason-missing = Write the reason; whoever receives the file will read it.
dialog-draft-confirm = Export draft
dialog-rename-title = Rename zone
dialog-rename-alternative-title = Rename alternative
dialog-rename-confirm = Rename
dialog-list-zone = { $zone }: { $area }
dialog-list-paste = List: one part a line, with code, name, area (ha) or share (%)
dialog-list-hint =
    Paste the list here (Ctrl+V). For example:
    CN1; Plant; 12.5
    CX; Green space; 20%
    GT; Roads; rest
dialog-list-rest = rest
dialog-list-no-figure = Line { $line }: “{ $text }” is no area or share. Write it like { $example } or 20%; the last line may say “rest”.
dialog-list-rest-not-last = Line { $line }: only the last line can be the rest.
dialog-list-too-few = It takes at least two parts to divide.
dialog-list-too-many = At most { $most } parts can be made at once.
dialog-list-short = The parts are { $area } less than the zone. Change the areas, or add a line “rest”.
dialog-list-exceeds = The parts are { $area } more than the zone. Make them less.
dialog-list-adds-up = Adds up to { $area }; the last part takes the rounding.
dialog-list-sum-line = Line { $line } is a sum and is left out.
dialog-list-bearing = Cuts along a bearing
dialog-list-bearing-field = Bearing of the cuts
dialog-list-bearing-tip = All cuts run along this bearing, clockwise from grid north.
dialog-list-longest-edge = Longest edge
dialog-list-longest-edge-tip = Take the bearing of the longest edge of the zone
dialog-list-guide = Cuts across a line
dialog-list-guide-tip = The cuts run at right angles to a line, a road axis for example; the parts follow each other along it.
dialog-list-measured = Take the measured path
dialog-list-measured-tip = Draw a segment with the Measure tool (D) for the bearing, or a whole line, then press this button.
dialog-list-guide-points = line of { $count } points
dialog-list-do = { $count ->
    [one] Divide into { $count } part
   *[other] Divide into { $count } parts
}
dialog-balance-then = Then
dialog-balance-borders = Borders that may move
dialog-balance-border = { $a } – { $b } ({ $length })
dialog-balance-no-border = No border is allowed to move.
dialog-balance-met = All zones have their targets.
dialog-balance-suggestion = This is a suggestion, shown on the map. Nothing has changed yet.
dialog-balance-move = { $from } → { $to }: { $area }, border moves { $distance }
dialog-balance-do = Move borders as suggested
dialog-select-attribute-title = Select zones by attribute
dialog-select-attribute-text = A zone is selected if all conditions hold; an empty field asks nothing.
dialog-select-location-title = Select zones by location
dialog-select-location-text = With the boundary its line counts; with zones and communes their land.
dialog-select-words = Code or name contains
dialog-select-any = Any
dialog-select-locked = Locked
dialog-select-unlocked = Not locked
dialog-select-target-set = Has a target
dialog-select-target-none = Has no target
dialog-select-target-missed = Differs from its target
dialog-select-least = Area from (ha)
dialog-select-most = Area to (ha)
dialog-select-relation = Zones that
dialog-select-inside = lie wholly inside
dialog-select-touches = touch, sharing a border but no land
dialog-select-overlaps = share land with
dialog-select-near = are within a distance of
dialog-select-distance = Distance (m)
dialog-select-place = Compared with
dialog-select-of-selection = the selected zones
dialog-select-of-boundary = the park boundary
dialog-select-found = { $count ->
    [one] One zone found.
   *[other] { $count } zones found.
}
dialog-select-confirm = Select these zones
dialog-select-extend = Add to selection
dialog-go-to-title = Go to coordinates
dialog-go-to-north = X (north)
dialog-go-to-east = Y (east)
dialog-go-to-hint = A pair may be pasted into one field, also longitude and latitude
dialog-go-to-confirm = Go there
dialog-go-to-corner = Put a corner there
dialog-go-to-unread = This is not a place yet. Write it like { $example }.
dialog-go-to-grid = Understood as { $place }.
dialog-go-to-swapped = Y stands before X; understood as { $place }.
dialog-go-to-lonlat = Longitude and latitude on WGS 84; understood as { $place }.
dialog-go-to-inside = Inside the park boundary.
dialog-go-to-commune = In { $commune }, { $distance } from the park boundary.
dialog-go-to-beyond = Beyond the communes of the background, { $distance } from the park boundary.
dialog-go-to-far = Outside Ninh Bình province, { $distance } from the park boundary. Check the coordinates and the central meridian.
dialog-about-title = About Hecta
dialog-about-text = Version { $version }. Licence MIT or Apache-2.0.
dialog-explain-title = Where does this number come from?
dialog-explain-boundary = Area inside the park boundary
dialog-explain-residual = Left of the approved area
dialog-explain-zone = Area of zone { $zone }
dialog-explain-share = Share of zone { $zone }
dialog-explain-what-approved = The figure in decision { $decision }. It is entered, not measured on the map; every other area is reconciled with it.
dialog-explain-what-boundary = Grid area inside the legal boundary line, measured on the VN-2000 projection plane, central meridian { $meridian }.
dialog-explain-what-drawn = Sum of the grid areas of all zones. Land that two zones claim is counted twice and reported as overlap.
dialog-explain-what-residual = Approved area less the sum of all zones: positive is missing, negative is too much. Subtracted as integers, before any rounding.
dialog-explain-what-unallocated = Land inside the park boundary that no zone claims: the boundary less the union of all zones.
dialog-explain-what-overlap = Land that two zones claim; every pair of zones counts once.
dialog-explain-what-outside = Land of zones beyond the park boundary.
dialog-explain-what-zone = Grid area of the zone on the VN-2000 projection plane, central meridian { $meridian }, computed from the coordinates of its vertices; holes are taken off.
dialog-explain-what-share = Grid area of the zone divided by the approved area.
dialog-explain-what-commune = Land of zones inside the commune (borders before 1 July 2025), added up zone by zone. Commune borders are for reference only.
dialog-explain-computation = How it is computed
dialog-explain-formula = Formula
dialog-explain-shoelace = 2S = Σ (Y·X′ − Y′·X), X′ and Y′ of the next vertex; { $count } edges, whole µm
dialog-explain-integer = 2S, the exact integer
dialog-explain-difference = Subtraction
dialog-explain-exact = Not rounded
dialog-explain-quotient = Division
dialog-explain-rounding = Rounding
dialog-explain-rounded = { $own } (halves are rounded up)
dialog-explain-adjusted = by itself { $own }; the table shows { $shown } so that its rows add up (largest remainder)
dialog-explain-again = Computed again by other means
dialog-explain-agrees = The independent computations agree (to 0.001 m²).
dialog-explain-disagrees = The independent computations disagree: check the geometry of the zone before you use this number.
dialog-explain-triangles = Cut into { $count } triangles and added up
dialog-explain-trapezoids = Trapezoids under each edge, in floating point
dialog-explain-equal-area = Geodesic area again, by an equal-area projection
dialog-explain-definitions = Four definitions of area
dialog-explain-column-definition = Definition
dialog-explain-column-m2 = m²
dialog-explain-column-ha = ha
dialog-explain-column-gap = Gap (m²)
dialog-explain-column-ppm = Gap (ppm)
dialog-explain-grid = Grid of the plan ({ $crs })
dialog-explain-utm = UTM 48N grid (EPSG:3405)
dialog-explain-stated = As decided or as targeted
dialog-explain-definitions-note = The decision is reconciled with the grid area of the plan (central meridian { $meridian }, k₀ = { $scale }). For the same land the UTM 48N grid (k₀ = 0.9996) gives about 600 ppm less, nearly 0.40 ha of 663.19 ha; map programs that read longitudes and latitudes find a geodesic area about 0.01 % less. These gaps are many times the rounding of 0.005 ha: only compare numbers measured in one way.
dialog-explain-vertices = Vertices ({ $count })
dialog-explain-copy-vertices = Copy the table of vertices
dialog-explain-column-ring = Ring
dialog-explain-column-number = Vertex
dialog-explain-column-term = Edge adds to S (m²)
dialog-keys-title = Keys
dialog-cancel = Cancel
dialog-keys-enter = Close the shape being drawn
dialog-keys-escape = Drop the gesture, clear the selection
dialog-keys-backspace = Drop the last corner
dialog-keys-alt = Hold: suspend snapping, pass the boundary
dialog-keys-typing = Type a point at the cursor: distance, Tab to bearing, turn, X, Y; @ΔX ΔY; distance<bearing
dialog-keys-shift = Hold: extend the selection; while drawing: take land of other zones
dialog-keys-arrows = Move the map
dialog-rules-title = Load a rule file
dialog-rules-confirm = Load rules
dialog-verify-confirm = Verify
dialog-check-date = Day whose law applies
dialog-check-date-note = Year-month-day, usually the day of appraisal. Empty: today.
dialog-check-code-information = Planning information code (maThongTinQH)
dialog-check-code-dossier = Dossier code (maHoSoQH)
dialog-check-codes-note = Given by the planning authority; leave them empty until known, the hand-over then says that they are missing.
dialog-check-not-a-date = Not a date, such as 2026-12-31
dialog-check-own-rules = The plan uses a rule file of its own.
dialog-check-drop-rules = Drop own rules
dialog-check-apply = Apply settings
dialog-check-reset = Reset to defaults

## Errors: what, where, what to do

error-cannot-read = { $file } could not be read: { $cause }. Check the access rights.
error-cannot-write = { $file } could not be written: { $cause }. The old file is untouched; choose another place.
error-unknown-format = The format of { $file } is not known. These can be used: { $value }.
error-empty-file = { $file } is empty.
error-not-utf8 = { $file } is not UTF-8 text. Save it again as UTF-8.
error-not-json = { $file } is not JSON: line { $line }, column { $column }: { $cause }.
error-truncated = { $file } ends in the middle. Copy it again.
error-too-deep = { $file } is nested too deeply to be GeoJSON.
error-not-geojson = { $file } is JSON but not GeoJSON.
error-foreign-file = { $path } is there and was not written by Hecta; choose another name for the file to write.
error-unusable-file = { $file } is not usable as { $format }: { $cause }. Export it again.
error-not-geopackage = { $file } is not a readable GeoPackage: { $cause }.
error-not-dxf = { $file } is not a readable DXF drawing: { $cause }. Save it again as DXF from the program that drew it.
error-not-kml = { $file } is not readable KML: { $cause }. Export the file again.
error-not-kmz = The KMZ archive { $file } is refused: { $cause }.
error-attributes-too-long = The attributes of “{ $feature }” are too long for a drawing. Shorten them or export to another format.
error-newer-version = { $file } was written by a newer Hecta. Update Hecta to open it.
error-too-few-positions = { $feature }: a ring has fewer than 4 positions and encloses nothing.
error-position-too-short = { $feature }: a position lacks its longitude or latitude.
error-not-a-number = { $feature }: a coordinate is not a number.
error-not-finite = { $file }: the number at line { $line }, column { $column } is not finite. Correct it.
error-longitude-out-of-range = { $feature }: longitude { $value } is outside −180…180.
error-latitude-out-of-range = { $feature }: latitude { $value } is outside −90…90.
error-not-degrees = { $feature }: the coordinates are not degrees of longitude and latitude. State the coordinate system of the file.
error-unknown-crs = The coordinate system { $crs } cannot be used. Choose a VN-2000 system or WGS 84.
error-no-polygons = { $file } has neither zones nor a boundary.
error-stopped = Reading { $file } was stopped. Nothing has changed.
error-too-large = { $file } has { $value } MB; Hecta reads files of up to { $most } MB. Split it, or leave out what is not needed.
error-too-many-features = { $file } has { $value } features or more; Hecta reads up to { $most }. Cut out the area around the plan.
error-too-many-positions = { $file } has { $value } positions or more; Hecta reads up to { $most }. Simplify it, or cut out the area around the plan.
error-utf16 = { $file } is UTF-16 text. Save it as UTF-8.
error-broken-geometry = { $feature }: the geometry cannot be read ({ $cause }). Export the file again from the program that wrote it.
error-swapped-degrees = { $feature }: latitude { $value } is outside −90…90. Longitude and latitude are swapped: GeoJSON has the longitude first. Exchange the two numbers.
error-swapped-metres = { $feature }: { $value } look like X (north) before Y (east). Open the file with the axes exchanged.
error-beyond-projection = { $feature }: { $value } lies too far away for the grid { $crs } of the plan. Check the coordinate system of the file.
error-no-crs = { $file }: layer { $layer } names no coordinate system. State the coordinate system of the file.
error-projection = Coordinates could not be transformed: { $cause }.
error-journal = The session journal could not be written: { $cause }. Save the plan now.
error-journal-unreadable = The session journal could not be read: { $cause }. The journal file is left as it is.
error-in-use = { $file } is open in another program (QGIS, say) or was not closed properly. Close it there and try again, or save under another name; the plan in Hecta is untouched.
error-snapshot = Milestone “{ $name }” could not be read: { $cause }. The present plan is unchanged.
error-open-elsewhere = { $file } is open in another Hecta window. Save under another name or close the other window.
error-settings = The settings could not be written: { $cause }.
error-not-a-figure = “{ $text }” is not a number. Write it like { $example }.
error-graphics = The graphics processor cannot be used: { $cause }.
error-internal = Hecta met an internal error: { $cause }. The steps made so far are kept.
error-no-display = The window cannot be opened because there is no graphical display ({ $cause }). Run Hecta in a desktop session, or use the command line: hecta check, hecta render.
error-rules = { $file }, line { $line }: { $reason }
error-rules-unreadable = cannot be read ({ $cause })
error-rules-missing = the rule { $rule } needs “{ $field }”
error-rules-twice = the rule { $rule } stands in the file twice
error-rules-out-of-range = rule { $rule }: { $field } = { $value } is out of range
error-rules-built-in = the rule { $rule } is part of the program and cannot be changed; change its tolerances in the project settings

## Notes on opening a file: the rest of it is read all the same

import-ring-closed = { $feature }: an open ring was closed.
import-null-geometry = { $feature }: has no geometry, left out.
import-empty-geometry = { $feature }: the geometry is empty, left out.
import-not-a-polygon = { $feature }: is a { $kind }, not an area, left out.
import-collection = { $feature }: only the polygons of the collection were taken.
import-height-dropped = { $feature }: heights were dropped.
import-area-changed = { $feature }: laid on the grid, the area changed by { $change }.
import-not-a-feature = { $feature }: { $value } is not a GeoJSON feature, left out.
import-no-properties = { $feature }: the properties are { $value } and cannot be read, they were left out.
import-crs-overruled = The file declares { $value } but was read as { $crs }, as chosen.
import-read-as-stated = The coordinates were read as { $crs }, as chosen.
import-crs-recognised = The file names no usable coordinate system: read as { $crs } by its numbers, whose corners meet known ones.
import-stated-doubted = Read as chosen, but the numbers say otherwise.
import-far-from-known-places = The file lies { $value } km from the known communes and boundary. Check its coordinate system; if it is right, state it when opening the file.
import-suspect-undeclared = The file names no coordinate system. By its numbers it may be { $crs }.
import-suspect-axes-swapped = X (north) and Y (east) are swapped; the coordinates are { $crs }.
import-suspect-lat-lon-swapped = Latitude and longitude are swapped; the coordinates are { $crs }.
import-suspect-other-unit = The coordinates are not in metres but in { $unit }; the coordinate system is { $crs }.
import-suspect-packed-degrees = Degrees, minutes and seconds are written as one number ({ $unit }), not as decimal degrees; the coordinate system is { $crs }.
import-suspect-metres-as-degrees = The file declares degrees ({ $declared }) but its numbers are metres: perhaps { $crs }.
import-suspect-degrees-as-metres = The file declares metres ({ $declared }) but its numbers are degrees: perhaps { $crs }.
import-suspect-central-meridian = Wrong central meridian: the file declares { $declared } but its numbers are those of { $crs }.
import-suspect-zone-width = A 3° zone is mistaken for a 6° zone (UTM) or the reverse: the file declares { $declared } but its numbers are those of { $crs }.
import-suspect-grid-of-other-datum = The grid is that of another datum (VN-2000 or WGS 84): the file declares { $declared } but its numbers are those of { $crs }.
import-suspect-vn2000-as-wgs84 = VN-2000 longitudes and latitudes are labelled as WGS 84 ({ $declared }).
import-suspect-wgs84-as-vn2000 = WGS 84 longitudes and latitudes are labelled as VN-2000 ({ $declared }).
import-suspect-shift-missing = The coordinates ({ $declared }) were computed without the datum shift between WGS 84 and VN-2000.
import-suspect-rotations-reversed = The coordinates ({ $declared }) were computed with the signs of the rotations of the seven parameters reversed.
import-suspect-rotations-missing = The coordinates ({ $declared }) were computed without the rotations of the seven parameters.
import-suspect-other-operation = The coordinates ({ $declared }) were computed with EPSG:5194, the parameters of the Mekong delta, not with EPSG:6960.
import-suspect-other-crs = The file declares { $declared }, but by its numbers it is { $crs }.
import-suspect-offset = Read as declared it lies { $offset } off.
import-suspect-others = There are { $others } other possibilities.
import-suspect-remedy = Choose how the file is to be read (command line: { $option }).
import-evidence-corners = Evidence: read so, { $count } of { $sampled } vertices ({ $share }%) meet known corners.
import-evidence-millimetres = Evidence: read so, the vertices lie on whole millimetres of the grid.
import-evidence-location = Evidence: the location only ({ $inside }% of the vertices lie within the communes), so this is less sure.
import-crs-contradicted = The file is marked { $value } but its parameters are those of { $crs }; the parameters were used.
import-layer-left-out = The layer “{ $layer }” is neither boundary nor zones and was left out.
import-file-cut-off = The file is cut off: only { $value } features could be read. Copy it again.
import-attributes-missing = The .dbf file is not beside the .shp file, so there are no attributes. Copy all files of the Shapefile.
import-attributes-unreadable = Attributes could not be read: { $cause }. Export the Shapefile again.
import-rows-differ = The .shp file has { $shapes } shapes but the .dbf file { $rows } rows; attributes may stand beside the wrong shape. Copy both files again.
import-code-page-contradicted = The texts of the .dbf file are not in the code page that the .cpg file names ({ $value }); they were read by their content.
import-holes-by-nesting = { $feature }: all rings run the same way round; those inside another were taken as holes. Compare the area with the original.
import-text-converted = The texts are in { $encoding } and were converted to Unicode: “{ $from }” became “{ $to }”. If that is wrong, choose another encoding.
import-entities-left-out = { $value } entities of the kind { $kind } were not read: no plan uses them.
import-sheet-left-out = { $value } entities of sheets (paper space) were left out: only the model is read.
import-hidden-layer = { $value } entities of the layer “{ $layer }” were left out: they are hidden, or the layer is frozen or off. Show them in the drawing to have them read.
import-chain-open = { $feature }: lines of the layer “{ $layer }” do not close, they end { $gap } m apart at { $value }. Join them in the drawing to make them land.
import-units-converted = The unit of the drawing is { $value }; its numbers were made metres.
import-units-doubted = The drawing says that its unit is { $value }, but its numbers are metres of a VN-2000 grid; they were read as metres.
import-unknown-word = { $feature }: { $property } says “{ $value }”, which Hecta does not know; it was kept but does not count.
import-plot-without-zone = { $feature }: the zone of this plot is not in the file, so the plot was left out; open it together with the layer of zones.
import-boundary-overruled = The boundary in the file was left out, as another one was chosen.
import-boundary-mended = { $feature }: the boundary was invalid and has been mended. Compare its area with the decision.
import-geometry-mended = { $feature }: the geometry was invalid and has been mended. Compare it with the original.
import-place-layer = Whole layer
import-place-feature = Feature { $value }
import-place-polygon = polygon { $value }
import-place-ring = ring { $value }
import-place-position = position { $value }
import-settings-unreadable = The settings of the plan’s checks cannot be read ({ $cause }); those of the program are used.

## Names of steps (undo, redo, history)

# $subject: codes of the zones concerned, may be empty
step-draw-zone = Draw zone { $subject }
step-allocate = Give land to { $subject }
step-fill-zone = Make zone { $subject } of unallocated land
step-complete-zone = Complete zone { $subject }
step-cut-out = Cut out of { $subject }
step-transfer-land = Transfer land { $subject }
step-explode-zones = Explode { $subject } into its parts
step-move-zones = Move zone { $subject }
step-rotate-zones = Rotate zone { $subject }
step-scale-zones = Scale zone { $subject }
step-straighten = Straighten border { $subject }
step-simplify-borders = Simplify borders of { $subject }
step-round-corners = Round corner of border { $subject }
step-delete-zones = Delete zone { $subject }
step-merge-zones = Merge zones { $subject }
step-split-zones = Split { $subject }
step-split-by-programme = Split by programme { $subject }
step-balance = Balance target areas { $subject }
step-reshape = Reshape { $subject }
step-set-area = Set area { $subject }
step-set-attributes = Change properties of { $subject }
step-rename-zone = Rename zone { $subject }
step-set-target = Set target area of { $subject }
step-set-function = Set function of { $subject }
step-set-colour = Change colour of { $subject }
step-lock-zone = Lock zone { $subject }
step-unlock-zone = Unlock zone { $subject }
step-reorder-zones = Reorder zones { $subject }
step-move-vertices = Move border { $subject }
step-insert-vertex = Insert vertex into border { $subject }
step-delete-vertices = Delete vertex of border { $subject }
step-resolve-overlap = Clear overlap { $subject }
step-clip-to-boundary = Trim to the boundary: { $subject }
step-accept-geometry = Accept the mended shape of { $subject }
step-keep-largest-part = Keep the largest part of { $subject }
step-close-slits = Close slits below the threshold: { $subject }
step-remove-duplicate = Remove a duplicate: { $subject }
step-fit-to-neighbours = Fit to the neighbours: { $subject }
step-repair-all = Repair all faults: { $subject }
step-set-approval = Set approved area { $subject }
step-set-title = Rename plan { $subject }
step-set-layers = Show layers differently { $subject }
step-set-boundary = Replace boundary { $subject }
step-lock-boundary = Lock the park boundary { $subject }
step-unlock-boundary = Unlock the park boundary { $subject }
step-restore = Restore { $subject }
step-set-settings = Change tolerances, day or rules of the project

## Why a gesture was refused

refusal-too-few-corners = At least three corners are needed.
refusal-boundary-border = This edge lies on the park boundary and cannot be moved.
refusal-select-zones = Click a zone to select it first.
refusal-too-few-ends = A line needs at least two points.
refusal-rectangle-incomplete = The rectangle still needs a point.
refusal-freehand-too-short = The line is too short to make a zone.
refusal-select-one-zone = Select one zone first.
refusal-no-boundary = The plan has no boundary yet.
refusal-no-such-zone = This zone is no longer in the plan.
refusal-no-area = The shape has no area.
refusal-nothing-free = There is no unallocated land here. Hold { $key } to take land from other zones.
refusal-not-unallocated = This place is not unallocated land.
refusal-locked = { $zone } is locked. Unlock it in the zone properties first.
refusal-legal-corner = The park boundary is locked: its points can be neither moved nor deleted.
refusal-no-vertex = There is no vertex here.
refusal-no-edge = This place is on no zone’s border.
refusal-junction = Three or more borders meet at this vertex; it cannot be deleted.
refusal-crosses = Borders would cross here.
refusal-radius-too-large = The radius is too large: the sides of this corner are too short.
refusal-already-straight = The border is already straight here.
refusal-not-one-border = The two vertices are not on one border.
refusal-nothing-there = The shape covers no land of the zones to be cut.
refusal-one-part = { $zone } has one part only.
refusal-cuts-nothing = The line does not cut any zone in two.
refusal-would-vanish = { $zone } would have no land left.
refusal-too-fine = The shape runs too close along a border to fit the grid here. Move its corners further away.
refusal-does-not-add-up = The zones would no longer add up to the boundary here.
refusal-more-faults = Zones would overlap or leave the boundary more than before.
refusal-nothing-to-repair = There is nothing to clear here.
refusal-not-for-plots = This cannot be done among the plots of a zone: go back to the park
refusal-area-out-of-reach = This border can give the zone an area between { $least } and { $most }.
refusal-area-stuck = Nobody beside this border can give or take land: the area stays { $area }.
refusal-not-a-border = This is no border between the two that could move.
refusal-not-across = The border does not cross the axis, or runs along it.
refusal-area-is-met = The area is as it should be.
refusal-area-too-coarse = Vertices stand too close here: the nearest area to be had is { $area }. Move another border.
refusal-programme-sum = The parts make { $sum } together, but the zone has { $whole }: { $difference } too little.
refusal-programme-sum-over = The parts make { $sum } together, but the zone has { $whole }: { $difference } too much.
refusal-programme-too-short = A programme has at least two parts.
refusal-programme-empty-part = Part { $part } has no area.
refusal-unbalanced-lacking = The free borders do not do: { $zones } would still lack { $area }. Release more borders or change targets.
refusal-unbalanced-surplus = The free borders do not do: { $zones } would still have { $area } too much. Release more borders or change targets.

## The five-step tour

tour-title = The first five steps
tour-progress = Step { $number } of { $total }
tour-next = Next
tour-back = Back
tour-skip = Skip the tour
tour-finish = Start working
tour-see-title = See
tour-see-text = The map shows the communes, the park boundary and three functional zones. On the right stands the balance against { $approved }. Turn the wheel to zoom, drag to move.
tour-draw-title = Draw
tour-draw-text = Press P, click the corners, Enter closes. A new zone yields to existing ones; hold { $key } to take their land. Every figure follows as you draw.
tour-match-title = Match the area
tour-match-text = Press N and drag a vertex of a shared border. Both zones move and the total stays. Watch the difference column until it suits you.
tour-clear-title = Clear a fault
tour-clear-text = This plan has one gap, one overlap and one part outside the boundary. Click a finding in the list to see it in place, then choose how to clear it.
tour-export-title = Export
tour-export-text = When the verdict is “Pass”, export GeoJSON for VSIP. A plan that fails leaves only as a draft, with its reason.
tour-done = That was all five. The tour stays in the Help menu.
tour-performed = You have done this step.
tour-not-performed = Try it yourself on the map.

## Names for screen readers

a11y-map = Map, scale 1:{ $scale }
a11y-menu-bar = Menu bar
a11y-tool-bar = Tools
a11y-tool-options = Options of the tool
a11y-status-bar = Status bar
a11y-balance-panel = Area balance panel
a11y-balance-bar = Balance bar: drawn { $drawn }, approved { $approved }, residual { $residual }
a11y-zone-table = Table of zones
a11y-zone-row = { $zone }, { $area }, { $share } percent
a11y-commune-table = Table of zone areas by commune
a11y-finding-list = List of errors and warnings
a11y-finding-row = { $severity }: { $message }
a11y-fix-row = Way { $number }: { $fix }. { $outcome }
a11y-layer-list = List of map layers
a11y-palette = Find commands, zones and coordinates
a11y-history-present = Present: { $step }
a11y-history-undone = Undone: { $step }
a11y-search-results = Search results
a11y-theme = Light or dark theme
a11y-alternative = Alternative shown: { $name }
a11y-alternative-add = Add an alternative
a11y-alternative-list = Alternatives
a11y-alternative-row = { $name }: { $word } { $residual }, { $verdict }
a11y-transfer-cell = From { $a } to { $b }: { $area } ha
a11y-map-beside = Map beside, only to be looked at: { $name }
a11y-dismiss = Dismiss the message

## Corner table

corners-title-of = Corner coordinates: { $subject }
corners-system = VN-2000 coordinates, central meridian { $meridian }, { $width } zone
corners-boundary = Park boundary
corners-column-part = Ring
corners-column-number = Point
corners-column-north = X (m)
corners-column-east = Y (m)
corners-column-side = Side (m)
corners-column-bearing = Bearing
corners-perimeter = Perimeter (m)
corners-area = Area (m²)
corners-count = { $count } corners
corners-tab-table = Table
corners-tab-paste = Paste
corners-tab-traverse = Traverse
corners-subject = Corners of
corners-copy = Copy the table
corners-centre = Centre the map on the selected corner
corners-rule = Numbered clockwise from the north-west corner.
corners-empty = The plan has no boundary and no zones yet.
corners-inexact = A computed crossing, not a whole millimetre; exactly { $value } m.
corners-row = Point { $number }: X { $north }, Y { $east }, side { $side } m
corners-cell-north = X of point { $number }
corners-cell-east = Y of point { $number }
corners-cell-not-a-figure = “{ $text }” is not a number. Write it like { $example }.
corners-cell-out-of-range = “{ $text }” is not a { $axis } coordinate in Vietnam.
corners-slid = The corner lies on the boundary or close to another border, so it came to X { $north }, Y { $east }.
corners-lock = Lock the boundary
corners-locked = The boundary is locked: its legal corners stay. Unlock it only to correct it to survey records.
corners-unlocked = The boundary is unlocked: a corner takes the zones beside it along. Lock it again when done.
corners-zone-locked = { $zone } is locked, so its corners stay.
corners-paste = Coordinates pasted from Excel, Word or a text file
corners-paste-hint =
    Paste the table here (Ctrl+V). For example:
    1   2271903.412   616580.020
corners-clear = Clear
corners-understood = { $rings ->
    [one] { $corners } corners, { $rings } ring, { $area }, perimeter { $perimeter } m
   *[other] { $corners } corners, { $rings } rings, { $area }, perimeter { $perimeter } m
}
corners-show = Show the corners on the map
corners-far = The corners are { $distance } km from the boundary. Check the central meridian (the plan uses { $meridian }).
corners-more = … and { $count } more
corners-to = Use these corners to
corners-to-new-zone = draw a new zone
corners-to-corners = move the corners of { $subject }
corners-to-new-boundary = replace the park boundary
corners-take-new-zone = Draw the zone
corners-take-corners = Move the corners
corners-take-new-boundary = Replace the boundary
corners-would-draw = The new zone would have { $area }.
corners-would-move = { $count } corners would move.
corners-would-replace = The new boundary: { $area }.
corners-taken = { $count } corners were taken.
corners-cannot-locked = The boundary is locked. Unlock it in the boundary's table first.
corners-cannot-ring-count = The table has { $given } rings, but there are { $has } here. Draw a new zone, or reshape the border.
corners-cannot-corner-count = The table has { $given } corners, but the ring here has { $has }. Insert or delete vertices until they match, or draw a new zone.
corners-cannot-unchanged = All corners are there already.
corners-note-by-tab = Columns are separated by tabs.
corners-note-by-semicolon = Columns are separated by semicolons.
corners-note-by-bar = Columns are separated by bars.
corners-note-by-space = Columns are separated by spaces.
corners-note-by-comma = Columns are separated by commas.
corners-note-header = Line { $line } is the header.
corners-note-decimal-comma = The comma is the decimal sign.
corners-note-decimal-point = The point is the decimal sign.
corners-note-mixed-decimals = From line { $line } on the decimal sign differs; each figure could still be read in one way only.
corners-note-axes-swapped = X and Y are exchanged in the table; they were put right by the ranges of Vietnam.
corners-note-closing = Line { $line } repeats the first corner to close the ring.
corners-note-repeated = Line { $line } repeats the corner before it; it counts once.
corners-note-rings = { $count } rings.
corners-note-blank-lines = Blank lines within a ring were passed over.
corners-note-numbers-skip = Line { $line }: numbers go from { $from } to { $to }. A corner may be missing.
corners-note-finer = { $count } corners are finer than a millimetre; they are kept to the micrometre.
corners-note-sides-agree = { $count } side lengths agree with the coordinates (within 1 cm).
corners-note-side-differs = Line { $line }: side given as { $given } m, from the coordinates { $computed } m, { $difference } m apart.
corners-note-left-out = { $count } lines around the table were left out.
corners-fault-no-coordinates = No pair of X and Y was found. Each line needs an X (north) and a Y (east).
corners-fault-degrees = Line { $line }: these are longitude and latitude. The table needs VN-2000 coordinates in metres; convert them first.
corners-fault-not-a-figure = Line { $line }, column { $column }: “{ $text }” is not a number.
corners-fault-missing = Line { $line }, column { $column }: { $axis } is missing.
corners-fault-out-of-range = Line { $line }, column { $column }: “{ $text }” is no coordinate in Vietnam (X 900,000–2,700,000 m, Y 100,000–900,000 m). A digit may be missing or too many.
corners-fault-zone-prefix = Line { $line }, column { $column }: “{ $text }” begins with a zone number. Leave it out: Y = { $meant }.
corners-fault-no-false-easting = Line { $line }, column { $column }: “{ $text }” lacks the 500 km. Perhaps Y = { $meant }; check the coordinate system.
corners-fault-axes-mixed = Line { $line }: X and Y are exchanged, unlike on the other lines.
corners-fault-comma-twice = Line { $line }: the comma both separates columns and marks decimals. Separate columns by semicolons or tabs.
corners-fault-too-few = The ring from line { $line } has only { $count } different corners; it needs at least three.
corners-fault-sides-cross = The side from the corner on line { $line } crosses the side from the corner on line { $other }. Check the order of corners.
corners-fault-no-area = The ring from line { $line } encloses no area.
corners-fault-too-many = At most { $count } corners are taken at once. Divide the table.
corners-legs = Legs: bearing and distance (m), one to a line
corners-legs-hint =
    One leg a line, for example:
    47°12′30″  123.456
    137-15-00  98.20
corners-start-north = X of the first point
corners-start-east = Y of the first point
corners-start-selected = Take the corner selected in the table
corners-start-missing = Give the first point, or write its X Y on the first line.
corners-legs-too-few = A closed traverse needs at least three legs.
corners-leg-unreadable = Line { $line }: “{ $text }” cannot be read as a bearing and a distance.
corners-leg-bearing = Line { $line }: the bearing in “{ $text }” is beyond 360°, or its minutes or seconds are 60 or more.
corners-leg-distance = Line { $line }: the distance in “{ $text }” must be greater than 0.
corners-misclosure = Misclosure: fx { $north } m, fy { $east } m, f { $total } m over { $length } m, that is 1:{ $relative }
corners-closes = The traverse closes; nothing is to be adjusted.
corners-choose-adjustment = Choose what becomes of the misclosure:
corners-adjust = adjust: share it out by length (compass rule, Bowditch)
corners-as-measured = keep as measured: the last side runs straight to the first point
corners-column-correction = Correction (mm)
corners-column-before = Before
corners-column-after = After
corners-station = Station { $number }

## Command line

cli-about-hecta = Hecta: the drawing board on which the zones always add up to the approved area. Without a command the window opens.
cli-about-check = Checks a plan and prints its balance of areas; without a plan, that of the sample plan.
cli-about-convert = Converts a file to another format or coordinate system.
cli-about-diff = Compare two plans: which zone of plan B holds the land of each zone of plan A (transfer matrix).
cli-about-export = Exports a plan to hand over (GeoJSON as in RFC 7946, GeoPackage, DXF drawing, KML, KMZ, or its tables as CSV or XLSX).
cli-about-render = Draws the map and the balance of areas as a picture; with one file only, that of the sample plan.
cli-about-split = Cuts a zone into parts of given areas, all cuts at once, and writes the plan to hand over.
cli-about-repair = Repairs an imported plan (gaps, overlaps, parts outside, duplicates, slivers, broken shapes) by a stated policy and writes it.
cli-about-verify = Verifies a file that was handed over: whether it is intact, and whether every figure made anew from its geometry is what it states.
cli-usage = Usage
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-exit-status = Exit status: 0 done and compliant; 1 there are errors; 2 the input or the arguments cannot be used.
cli-option-file = File to open in the window
cli-option-references = Map file whose first layer is shown behind the plan, e.g. cadastral parcels; may be given several times
cli-option-handed-over = File that was exported to hand over (GeoJSON or GeoPackage)
cli-option-lang = Language: vi or en (default vi)
cli-option-help = Print this help
cli-option-version = Print the version
cli-option-plan = Plan: a project (.gpkg) or a map file such as GeoJSON, Shapefile, DXF or KML
cli-option-alternative = Alternative of the project, by name or number; without it the one last worked on
cli-option-boundary = File of the boundary, in place of the one in the plan's file
cli-option-plan-a = Plan A: a project (.gpkg) or a map file such as GeoJSON, Shapefile, DXF or KML
cli-option-plan-b = Plan B, compared with A
cli-option-approved-ha = Approved area in hectares, e.g. 663.19
cli-option-communes = File of communes, in place of the six older ones that come with the program
cli-option-crs = Coordinate system of a file that does not say its own, e.g. EPSG:5897
cli-option-encoding = Encoding of Vietnamese texts, where it is recognised wrongly: unicode, cp1258, tcvn3 or vni
cli-option-swap-axes = Exchange the two numbers of each position: X (north) before Y (east), or latitude before longitude
cli-option-unit = Unit of the coordinates if they are not metres or decimal degrees
cli-option-datum = Datum operation by which the coordinates of the file were made, if not EPSG:6960
cli-option-date = Day the check is made for; stands in the report
cli-option-format = text (tables to read, default) or json
cli-option-input = File to read
cli-option-output = File to write
cli-option-from = Coordinate system of the file to read, if it does not say
cli-option-to = Coordinate system of the file to write
cli-option-draft = Lets a plan that fails leave as a draft, with the reason
cli-option-schema = plain (boundary, zones, plots; default) or tt16 (classes and fields of TT 16/2025/TT-BXD); for GeoPackage only
cli-option-information-code = Planning information code (maThongTinQH), 12 digits
cli-option-dossier-code = Dossier code (maHoSoQH), e.g. 37QPK1260001
cli-option-zone = Zone to be cut: its code or number
cli-option-areas = Areas in hectares in the order of the parts, e.g. 110,331.6,rest or 110;331,6;rest; the last part keeps the identity of the zone
cli-option-shares = Shares in percent in place of areas, e.g. 25,35,rest
cli-option-bearing = Bearing of the cuts in degrees, clockwise from grid north; the parts follow from left to right as seen along it
cli-option-policy = Policy: longest-border (default), nearest-target or leave-gaps (gaps stay unallocated)
cli-option-paths = Plan and picture (.png or .svg)
cli-option-size = Size of the picture in pixels, e.g. 1600x1000
cli-date = Date of the check: { $date }
cli-written = Wrote { $path }
cli-handover-codes-missing = The planning information code and the dossier code are not known (--information-code, --dossier-code): these two required fields are empty in the file.
cli-error-not-a-code = "{ $value }" has not the form: a planning information code has 12 digits, a dossier code is like 37QPK1260001.
cli-verify-holds = HOLDS: the file is intact and every figure made anew is what it states.
cli-verify-changed = DOES NOT HOLD: the file was changed after the export, although the figures made anew are those it states.
cli-verify-states-otherwise = DOES NOT HOLD: the file is intact but states something other than its geometry gives.
cli-verify-changed-and-otherwise = DOES NOT HOLD: the file was changed after the export and states something other than its geometry gives.
cli-verify-about = Exported by Hecta { $version }, judged by the law of { $date }
cli-verify-compliant = The plan is stated to comply
cli-verify-draft = A draft, because: { $reason }
cli-verify-digest-same = The SHA-256 digest is the same
cli-verify-digest-other = The SHA-256 digest is another; that of the file as it is
cli-verify-rounded = Coordinates were rounded on purpose, by up to { $metres } m: areas are compared to what that changes, rules are not judged again.
cli-verify-other-rules = The file comes from a version of Hecta with other rules; results of rules may differ because of that.
cli-verify-count = Differences: { $count } among { $compared } values compared
cli-verify-what = What
cli-verify-stated = Stated
cli-verify-computed = Computed
cli-verify-no-statement = { $file }: the file carries no compliance statement; only files that Hecta exported to hand over can be verified.
cli-verify-not-canonical = { $file }: the file has no single canonical form, so it has no digest ({ $detail }); ask for the original file.
cli-verify-unknown-form = { $file }: the compliance statement has the form "{ $found }", which this version does not know; use a newer Hecta.
cli-verify-incomplete = { $file }: the compliance statement cannot be used ({ $detail }).
cli-split-part = { $zone }: { $ha } = { $area }
cli-more-problems = (and { $count } more)
cli-repair-title = REPAIR OF ALL FAULTS
cli-repair-draft = Repaired automatically; the plan does not pass yet, or not all can be judged
cli-error-unknown-argument = There is no argument “{ $argument }”; see hecta --help
cli-error-invalid-value = The value “{ $value }” of { $argument } cannot be used; see hecta --help
cli-error-no-value = { $argument } has no value; see hecta --help
cli-error-missing-argument = { $argument } is missing; see hecta --help
cli-error-conflict = { $argument } cannot be used here; see hecta --help
cli-error-not-utf8 = An argument is not UTF-8
cli-error-no-such-alternative = { $path } has no alternative “{ $value }”; its alternatives: { $known }
cli-error-no-alternatives = { $path } is no project file of Hecta and so has no alternative “{ $value }”
cli-error-not-hectares = “{ $value }” is not an area in hectares, e.g. 663.19
cli-error-not-a-date = “{ $value }” is not a date of the form YYYY-MM-DD, e.g. 2026-11-21
cli-error-no-zone = There is no zone “{ $value }”, or more than one; zones: { $known }
cli-error-list = “{ $value }” is not a list of positive figures with at most one “rest”, e.g. 110,331.6,rest or 110;331,6;rest
cli-error-bearing = “{ $value }” is not a bearing in degrees from −360 to 360
cli-error-size = “{ $value }” is not a size of a picture from { $least }x{ $least } to { $most }x{ $most }, e.g. 1600x1000
cli-error-ending = { $path }: this format is not written; use { $known }
cli-error-write = { $path } cannot be written: { $detail }
cli-error-crs = The coordinate system cannot be used: { $detail }
cli-error-same-file = { $path } is both the file to read and the file to write
cli-error-other-grid = { $path } lies on the grid { $crs }, not on that of the other plan, { $wanted }; convert it with hecta convert --to { $wanted }
cli-diff-title = COMPARISON OF TWO PLANS
cli-diff-heading = Transfer matrix (ha): rows are A, columns are B
cli-diff-heading-moves = Land that moved (ha, m²): from A to B
cli-diff-moved = Land that changed hands: { $area }
cli-diff-same = Both plans divide the land alike.
cli-diff-rounding = Crossings rounded to the µm grid: at most { $area } m² in a cell.
cli-option-rules = File of own rules (TOML): adds rules or takes the place of the program’s rules of the same id
cli-rules = Rules
cli-rules-day = By the law in force on { $day }
cli-tolerances = Tolerances (engineering values of the project, not regulations)
cli-rule-source = Source: { $source } – { $confidence }

## Plots and the use of land

action-delete-plot = Delete plot
action-rename-plot = Rename plot…
action-merge-plots = Merge plots
action-select-all-plots = Select all plots
action-copy-plots = Copy the table of plots
tool-polygon-plot = Draw plot
tool-fill-plot = Fill free land
tool-complete-plot = Close between plots
tool-split-plot = Split plot
tool-move-plot = Move plot
tool-rotate-plot = Rotate plot
tool-scale-plot = Scale plot
tool-cut-out-plot = Cut out of plots
status-selected-plots = { $count ->
    [one] { $count } plot selected
   *[other] { $count } plots selected
}
layer-plots = Plots
action-enter-zone = Divide the zone into plots
action-enter-zone-tip = Go into the selected zone to draw plots: all tools then work on plots, which always add up to the zone's land. A double click on the zone does the same.
action-leave-zone = Back to the park
action-leave-zone-tip = Leave the plots of this zone and go back to the zones of the park
action-land-balance = Land balance table
action-land-balance-tip = Area and share by land use, phase and priority field; adds up to the boundary and to 100 %
action-copy-land-balance = Copy the land balance table
action-why-among-plots = You are among the plots of a zone: go back to the park first
action-why-in-park = You are in the park already
corners-cannot-among-plots = The border of the zone cannot change among its plots: go back to the park.
corners-border-of-zone = Border of the zone
tool-option-land-use = Land use of the new plot
panel-land-use = Land use
panel-land-use-none = No land use yet
panel-land-use-search = Type to find a land use or its symbol
panel-land-use-not-found = No land use is called that.
panel-several-values = (several values)
panel-land-group-residential = Housing
panel-land-group-social = Social infrastructure
panel-land-group-greenery = Greenery
panel-land-group-production = Production and storage
panel-land-group-research = Training and research
panel-land-group-office = Offices
panel-land-group-service = Services and tourism
panel-land-group-heritage = Heritage and religion
panel-land-group-security = Security and defence
panel-land-group-road = Roads and parking
panel-land-group-infrastructure = Other technical infrastructure
panel-land-group-agriculture = Agriculture, forestry, aquaculture
panel-land-group-unused = Unused
panel-land-group-water = Water
panel-storeys = Storeys at most
panel-storeys-fault = Storeys are a whole number from 1 on.
panel-coverage = Coverage (%)
panel-coverage-fault = Building coverage is a figure above 0 and up to 100 %.
panel-floor-area-ratio = Floor area ratio
panel-floor-area-ratio-fault = The floor area ratio is a figure above 0, such as 2.5.
panel-floor-area-ratio-high = The floor area ratio is more than coverage × storeys ({ $most }).
panel-phase = Phase
panel-phase-first = First phase
panel-phase-long-term = Long term
panel-phase-none = No phase yet
panel-priority = Priority field
panel-priority-ai = Artificial intelligence
panel-priority-electronics = Electronics, semiconductors
panel-priority-biotechnology = Biotechnology, medicine
panel-priority-materials = New materials
panel-priority-none = No priority field
panel-properties-plot = Plot properties
panel-properties-plots = Properties of these plots
panel-properties-several = Properties of these zones
panel-name-plot = Plot name
panel-colour-of-land-use = Colour of the land use
panel-park = Park
panel-plots = Plots
panel-column-plot = Plot
panel-unplotted = In no plot
panel-empty-plots = This zone has no plots yet. Choose a land use, press P and click corner by corner to draw the first one.
panel-balance-plots = PLOTS OF ZONE { $zone }
panel-zone-figure = { $area } of land in the zone
panel-plots-figure = { $area } in plots
panel-plots-left = in no plot
panel-plots-complete-word = all land of the zone is in plots
panel-plots-complete = All land of the zone is in plots
panel-plots-free = { $area } in no plot
panel-land-by-use = By land use
panel-land-by-phase = By phase
panel-land-by-priority = By priority field
panel-land-by-zone = Column per zone
panel-land-by-zone-tip = Adds a column for each zone; rows and columns all add up
panel-land-unplotted = Zone { $zone }: in no plot
panel-land-no-use = Zone { $zone }: no land use yet
panel-land-undeclared = Zone { $zone }: not divided
panel-land-rest = Not said
panel-column-number = No.
panel-column-land-use = Land use
panel-column-m2 = Area (m²)
a11y-breadcrumb = Where you are
a11y-land-balance = Rows of the land balance table
a11y-land-row = { $land }, { $area }, { $share } percent
hint-select-idle-plot = Click to select a plot, or drag a box around several; Esc goes back to the park.
hint-select-one-zone = { $zone } is selected. Double-click or F4: divide it into plots, F2 rename, Delete removes, N edits vertices.
hint-polygon-start-plot = Click the first corner of the plot. Hold Alt to suspend snapping.
hint-polygon-can-close-plot = Enter or double-click closes the plot; Backspace drops the last corner, Esc cancels.
hint-fill-idle-plot = Point at land that is in no plot.
hint-fill-zone-plot = Click to make this land a plot; hold Shift to give it to the selected one.
hint-split-start-plot = Click where the dividing line begins, on or outside the border of the plot.
step-set-land-use = Set land use of { $subject }
step-set-building = Set what may be built on { $subject }
step-set-phase = Set phase of { $subject }
step-set-priority = Set priority field of { $subject }
step-draw-zone-plot = Draw plot { $subject }
step-fill-zone-plot = Make free land plot { $subject }
step-complete-zone-plot = Close plot { $subject }
step-cut-out-plot = Cut out of plot { $subject }
step-move-zones-plot = Move plot { $subject }
step-rotate-zones-plot = Rotate plot { $subject }
step-scale-zones-plot = Scale plot { $subject }
step-delete-zones-plot = Delete plot { $subject }
step-merge-zones-plot = Merge plots { $subject }
step-split-zones-plot = Split plot { $subject }
step-rename-zone-plot = Rename plot { $subject }
step-lock-zone-plot = Lock plot { $subject }
step-unlock-zone-plot = Unlock plot { $subject }
step-set-colour-plot = Change colour of plot { $subject }
step-reorder-zones-plot = Reorder plots { $subject }

# --- tables that leave the program -----------------------------------------
app-table-method = Areas on the VN-2000 projection plane, central meridian { $meridian }, { $width } zone ({ $crs })
app-table-approved = Approved area: { $area }
app-table-approved-by = Approved area: { $area }, Decision { $decision }
app-table-draft = DRAFT
app-table-check = Check: sum of the rows less the total (must be 0)
app-table-page = Page
app-table-sheet-balance = Balance
app-table-sheet-communes = By commune
app-table-sheet-land = Land use
app-table-sheet-phases = By phase
app-table-sheet-priorities = By field
app-table-sheet-land-of-zones = Land use by zone
app-table-sheet-findings = Findings
app-table-sheet-rules = Rules
app-table-sheet-corners = Corners of boundary
app-table-sheet-corners-of = Corners { $zone }
app-table-sheet-corners-of-zones = Corners of zones
app-table-land-of-zone = Land-use summary of zone { $zone }
app-table-column-severity = Severity
app-table-column-rule = Rule
app-table-column-finding = Finding
app-table-column-zones = Zones
app-table-column-north = X (North) (m)
app-table-column-east = Y (East) (m)
app-table-column-rule-id = Id
app-table-column-figure = Figure (demand)
app-table-column-source = Source
app-table-column-confidence = Confidence
app-table-column-valid-from = In force from
app-table-column-valid-to = In force to
app-table-column-item = Item
app-table-column-note = Note
cli-about-report = Writes all tables of a plan into one workbook (.xlsx), or as CSV files into a folder.
cli-option-table = Table to write as CSV: zones (default), balance, communes, land-balance, findings, rules, corners, corners-<code of a zone>…
cli-error-no-table = The plan has no table { $value }; it has: { $known }
## Importing and reference layers

action-import = Import…
action-import-tip = Look into a file and choose what each layer becomes: plan, boundary, plots, communes or reference layer
action-import-reference = Add reference layer…
action-import-reference-tip = Put any readable file behind the plan, to look at and snap to; it counts in no area
action-import-paste = Paste map
action-import-paste-tip = Import the GeoJSON, KML or WKT (also tables copied from QGIS) on the clipboard
action-import-report = Import report
action-reference-restore = Bring back reference layer
action-why-no-import-report = What was opened or imported last has nothing to report.
action-why-no-removed-reference = No reference layer has been removed.

import-title = Import
import-confirm = Import
import-clipboard = Clipboard
import-layers = { $count ->
    [one] { $count } layer
   *[other] { $count } layers
}
import-layer-unnamed = (layer without a name)
import-role-all = Use all as…
import-role-of = Use “{ $layer }” as: { $role }
import-role-plan = Plan (zones)
import-role-boundary = Park boundary
import-role-plots = Plots
import-role-communes = Communes
import-role-reference = Reference layer
import-role-leave-out = Leave out
import-crs = Coordinate system
import-crs-missing = The file names no coordinate system
import-crs-implied = By the format: { $crs }
import-crs-known = By the file: { $crs }
import-crs-contradicted-choice = By the parameters in the file: { $crs }, although its code is { $code }
import-crs-unknown = The file says “{ $name }”, which Hecta does not know
import-swap-axes = Exchange the two numbers of each position
import-swap-axes-tip = For files with X (north) before Y (east), or latitude before longitude
import-apart = The layer lies outside the park: the middles are { $distance } km apart. Look at the coordinate system again.
import-attributes = Attributes
import-no-attributes = The layer has no attributes.
import-more-columns = { $count ->
    [one] and { $count } more column
   *[other] and { $count } more columns
}
import-problems-more = { $count ->
    [one] and { $count } more place, in the report after importing
   *[other] and { $count } more places, in the report after importing
}
import-why-nothing = No layer is chosen.
import-why-no-crs = The coordinate system of “{ $layer }” is not known; choose it on the right.
import-why-no-area = “{ $layer }” has no polygons; it can only be a reference layer.
import-why-plots = “{ $layer }” holds plots; choose the layer of zones as the plan as well.
import-why-suspect = “{ $layer }”: its coordinate system is doubtful; choose how to read it on the right.
import-crs-other = Another way…
import-unplaceable = Read in any way it lands nowhere near the communes that are known. If the layer really lies elsewhere, choose its coordinate system.
import-swapped = numbers exchanged
import-unit = Unit
import-unit-own = Metres or decimal degrees
import-unit-millimetre = Millimetres
import-unit-centimetre = Centimetres
import-unit-kilometre = Kilometres
import-unit-foot = Feet
import-unit-packed = Degrees, minutes, seconds as one number (1060300.2)
import-unit-dotted = Degrees.minutes seconds (106.03002)
import-datum = Datum operation that was used
import-datum-standard = EPSG:6960 (decision 05/2007)
import-datum-missing = None
import-datum-reversed = EPSG:6960 with the signs of the rotations reversed
import-datum-no-rotations = Without the rotations
import-datum-mekong = EPSG:5194 (Mekong delta)
import-encoding = Text encoding
import-encoding-recognised = { $encoding } (recognised by content)
import-why-more = { $count ->
    [one] and { $count } more thing
   *[other] and { $count } more things
}
import-replaces = The imported plan takes the place of the one that is open; unsaved changes are asked about first.
import-adds = The zones of the plan that is open stay as they are.
import-reading = Reading { $name }
import-placing = Laying { $name } on the coordinate grid
import-indexing = Making { $name } ready to be found
import-progress-megabytes = { $done } of { $total } MB
import-progress-positions = { $done } of { $total } points
import-progress-features = { $done } of { $total } features
import-nothing-found = There is no layer in the file.
import-broken = Reading stopped half-way; nothing has changed. Export the file again from the program that made it.
import-paste-unknown = There is no map as GeoJSON, KML or WKT on the clipboard. Tables of coordinates are pasted in the corner table (Ctrl+T).
import-report-title = Import report
import-report-heading = Import report: { $name }
import-report-counts = { $errors ->
    [one] { $errors } error
   *[other] { $errors } errors
}, { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}
import-report-error = Error
import-report-warning = Warning
import-report-note = Note
import-report-copy = Copy report
import-report-close = Close report
import-report-show = Click to see it on the map
import-report-moved = { $count ->
    [one] { $count } vertex
   *[other] { $count } vertices
} joined an edge or vertex of a neighbour when laid on the grid; the farthest moved { $shift } mm.
a11y-import-layers = Layers that were found
a11y-import-map = Small map: where the layer lies beside the park

import-crs-wgs84 = WGS 84, longitude and latitude
import-crs-vn2000 = VN-2000, longitude and latitude

panel-count-polygons = { $count ->
    [one] { $count } polygon
   *[other] { $count } polygons
}
panel-count-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
panel-count-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
panel-count-empty = { $count } without geometry
panel-count-nothing = no features

dialog-import-confirm = Look into file
dialog-reference-title = Add reference layer
dialog-reference-confirm = Add layer
dialog-rename-reference-title = Rename reference layer

panel-references = Reference layers
panel-references-empty = None yet. Add a GeoJSON, GeoPackage, DXF… file to see it behind the plan.
panel-reference-visible = Show reference layer { $name }
panel-reference-look = Colour, line and label of { $name }
panel-reference-colour = Colour
panel-reference-colour-nth = Colour { $number }
panel-reference-line = Line
panel-reference-label = Written on features
panel-reference-no-label = Nothing
panel-reference-up = Move { $name } up
panel-reference-down = Move { $name } down
panel-reference-zoom = Show all of { $name }
panel-reference-rename = Rename { $name }
panel-reference-remove = Remove { $name }
panel-reference-again = Read { $name } again
panel-reference-missing = { $name }: the file cannot be read
layer-line-solid = Solid
layer-line-dashed = Dashed
layer-line-dotted = Dotted
layer-line-dash-dot = Dash-dot
panel-identify-reference = { $layer } – feature { $number }
panel-identify-no-attributes = no attributes
panel-identify-more = { $count ->
    [one] and { $count } more feature here
   *[other] and { $count } more features here
}
status-references-added = { $count ->
    [one] Added { $count } reference layer behind the plan.
   *[other] Added { $count } reference layers behind the plan.
}
status-reference-removed = Removed reference layer { $name }.
status-reference-restored = Brought back reference layer { $name }.
status-communes-loaded = { $count ->
    [one] Areas by commune now count { $count } loaded commune, in this session.
   *[other] Areas by commune now count the { $count } loaded communes, in this session.
}
status-import-problems = Imported: { $errors } errors, { $warnings } warnings. See the report below.
import-corners = { $feature }: { $remark }
error-corner-table = The corner table in { $file } cannot be read. { $cause }
error-archive-too-large = { $file } unpacks to more than { $value } MB or into too many files, so it is not read. Check where it comes from.
error-damaged-archive = { $file } is damaged or cut off: { $cause }. Copy or export it again.
error-damaged-workbook = The workbook { $file } cannot be read: { $cause }. Open it in Excel and save it again as .xlsx.
app-table-sheet-alternatives = Alternatives
action-copy-findings = Copy the table of findings
action-copy-rules = Copy the table of rules
action-copy-corners = Copy the corner table

## Exporting

action-copy-export-path = Copy path of exported file
action-why-no-export = Nothing has been exported yet.
dialog-export-group-handover = To hand over
dialog-export-group-gis = For GIS
dialog-export-group-drawing = Drawings and quick looks
dialog-export-group-tables = Tables
dialog-export-geojson = for VSIP: WGS 84 with areas, verdict and digest
dialog-export-tt16 = planning dossier by Circular 16/2025/TT-BXD
dialog-export-geopackage = boundary, zones, plots on the VN-2000 grid; opens in QGIS
dialog-export-shapefile = ArcGIS and older programs, with .prj and .cpg
dialog-export-flatgeobuf = compact GIS file, quick to read
dialog-export-geojsonl = GeoJSON, one feature a line, for programs
dialog-export-dxf = AutoCAD: VN-2000 in metres, layers by function, labels
dialog-export-kml = Google Earth
dialog-export-kmz = Google Earth, compressed
dialog-export-csv = table of zones, for any program
dialog-export-xlsx = Excel: zones, land balance, corner tables
dialog-export-alternative = Alternative
dialog-export-decimals = Decimals of a degree
dialog-export-decimals-exact = As many as read back every point exactly
dialog-export-decimals-at-most = { $count } decimals: off by at most { $error } mm
status-exported-rounded = Exported { $file }; coordinates are rounded, by at most { $error } mm.
status-exported-folder = Folder: { $folder }
cli-about-cross = Tabulates how much of the parcels in a file lies in each zone of a plan, summed by one of their attributes (commune, land use, owner…).
cli-option-parcels = File of parcels: GeoJSON, GeoPackage, Shapefile, DXF, KML…
cli-option-by = Attribute of the parcels to sum by, for example loai_dat
cli-option-layer = Layer of the file of parcels; without it the first one with land
cli-option-out = File to write the table to (.xlsx or .csv); without it the table is printed
cli-error-no-column = { $path } has no attribute "{ $value }"; it has: { $known }
cli-error-no-layer = { $path } has no layer "{ $value }"; it has: { $known }
cli-error-no-land = { $path } has no polygons whose area could be counted
panel-cross-title = { $layer } by { $column } and zone
panel-cross-sheet = Parcels by zone
panel-cross-features = Parcels
panel-cross-group-none = (not stated)
panel-cross-no-zone = In no zone
panel-cross-twice = Less what zones claim twice
panel-cross-note-overlapping = { $count ->
    [one] One pair of parcels overlaps
   *[other] { $count } pairs of parcels overlap
} by { $area } in all: such land counts for both.
panel-cross-note-without-land = { $count ->
    [one] One feature without area (line, point) is
   *[other] { $count } features without area (lines, points) are
} not counted.
panel-cross-note-mended = { $count ->
    [one] One parcel with an invalid shape was
   *[other] { $count } parcels with invalid shapes were
} mended as on import before being counted.
action-cross-table = Parcels by zone
action-cross-table-tip = How much of the parcels of a reference layer (by commune, land use, owner…) lies in each zone of the plan
panel-cross-layer = Layer
panel-cross-column = Sum by
panel-cross-copy = Copy the table of parcels by zone
panel-cross-export = Export; a workbook (.xlsx) holds this table too
panel-cross-empty = There is no reference layer with parcels (polygons) to be counted by zone yet.
panel-cross-empty-columns = The features of this layer have no attribute to sum by.
panel-cross-stale = The plan has changed since this was counted
panel-cross-stopped = Counting was not finished
panel-cross-again = Count again
panel-cross-counting = Counting parcels by zone
