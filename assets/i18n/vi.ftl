# Các câu chữ tiếng Việt của Hecta. Bản tiếng Anh (en.ftl) có đúng các mã và các biến này.
#
# Tiền tố: app- menu- action- tool- hint- status- layer- panel- area- function- verdict- rule- finding- repair- dialog- error-
# import- step- refusal- tour- a11y- cli-. Số đã được viết sẵn theo ngôn ngữ (663,19 ha) trước khi đưa vào biến; riêng $count là số đếm.

## Chương trình

app-window-title = { $plan } – Hecta
app-window-title-modified = { $plan } (chưa lưu) – Hecta
app-tagline = Bàn vẽ phân vùng: các vùng luôn cộng đúng bằng diện tích phê duyệt
app-untitled = Đồ án chưa đặt tên
app-sample-plan = Đồ án mẫu
app-unfinished-plan = Đồ án mẫu còn lỗi
app-and = và
app-offline = Hecta không kết nối mạng; dữ liệu của bạn không rời khỏi máy này.

## Trình đơn

menu-file = Tệp
menu-edit = Sửa
menu-view = Xem
menu-draw = Vẽ
menu-area = Diện tích
menu-help = Trợ giúp
menu-recent = Mở gần đây
menu-language = Ngôn ngữ
menu-theme = Giao diện

## Lệnh

action-new = Tạo đồ án mới
action-new-tip = Bắt đầu từ ranh giới, chưa có vùng nào
action-open = Mở…
action-open-tip = Mở tệp đồ án, GeoPackage hoặc GeoJSON
action-open-sample = Mở đồ án mẫu
action-open-unfinished = Mở đồ án mẫu còn lỗi
action-load-boundary = Nạp ranh giới từ tệp…
action-recent-clear = Xóa danh sách gần đây
action-save = Lưu
action-save-as = Lưu thành…
action-export-geojson = Xuất GeoJSON…
action-export-geojson-tip = Tệp WGS 84 theo RFC 7946, kèm diện tích lưới và diện tích trắc địa của từng vùng
action-export-draft = Xuất bản nháp…
action-quit = Thoát
action-undo = Hoàn tác
action-undo-step = Hoàn tác: { $step }
action-redo = Làm lại
action-redo-step = Làm lại: { $step }
action-history-panel = Lịch sử các bước
action-repeat = Lặp lại lệnh vừa dùng
action-repeat-last = Lặp lại: { $command }
action-delete-zone = Xóa vùng
action-delete-zone-tip = Đất của vùng trở thành đất chưa phân vùng
action-rename-zone = Đổi tên vùng…
action-explode-zones = Tách các phần rời
action-explode-zones-tip = Mỗi phần rời của vùng thành một vùng riêng; phần lớn nhất giữ tên vùng cũ
action-why-one-part = Vùng đang chọn chỉ có một phần.
action-merge-zones = Gộp hai vùng
action-select-all = Chọn tất cả các vùng
action-select-none = Bỏ chọn
action-select-by-attribute = Chọn theo thuộc tính…
action-select-by-location = Chọn theo vị trí…
action-zoom-in = Phóng to
action-zoom-out = Thu nhỏ
action-zoom-fit = Xem toàn bộ
action-zoom-selection = Xem phần đang chọn
action-next-finding = Lỗi kế tiếp
action-previous-finding = Lỗi trước
action-language-vietnamese = Tiếng Việt
action-language-english = English
action-language-switch = Chuyển sang tiếng Anh
action-theme-light = Sáng
action-theme-dark = Tối
action-theme-system = Theo hệ thống
action-theme-switch = Đổi giao diện sáng, tối
action-layers = Bật, tắt lớp bản đồ
action-balance-panel = Bảng đối chiếu diện tích
action-snap = Bắt điểm
action-copy-coordinates = Sao chép tọa độ
action-area-definitions = Diện tích nào là diện tích nào?
action-palette = Tìm lệnh, vùng, tọa độ
action-tour = Hướng dẫn năm bước
action-keys = Danh sách phím tắt
action-about = Giới thiệu Hecta
action-close = Đóng

action-why-no-selection = Chưa chọn vùng nào
action-why-one-zone-only = Chỉ dùng khi chọn đúng một vùng
action-why-two-zones = Chọn đúng hai vùng kề nhau.
action-why-nothing-to-undo = Chưa có bước nào để hoàn tác
action-why-nothing-to-redo = Không có bước nào để làm lại
action-why-nothing-to-save = Không có thay đổi nào cần lưu
action-why-no-findings = Không có lỗi nào
action-why-no-boundary = Đồ án chưa có ranh giới
action-why-not-passing = Đồ án chưa đạt, chỉ xuất được bản nháp
action-why-drawing = Hãy khép hoặc hủy hình đang vẽ trước
action-copy-zones = Sao chép bảng các vùng
action-copy-communes = Sao chép bảng vùng theo xã
action-copy-table = Sao chép bảng này
action-why-no-zones = Chưa có vùng nào
action-why-no-recent = Chưa có tệp nào gần đây
action-why-nothing-to-repeat = Chưa dùng lệnh nào để lặp lại
action-insert-vertex = Thêm đỉnh vào cạnh này
action-delete-vertex = Xóa đỉnh này

## Công cụ

tool-select = Chọn
tool-select-tip = Chọn một hay nhiều vùng. Kéo khung sang phải: vùng nằm trọn trong khung; kéo sang trái: cả vùng bị khung cắt.
tool-vertices = Sửa đỉnh
tool-vertices-tip = Dời, thêm, xóa đỉnh; ranh giới chung của hai vùng dời cùng nhau
tool-polygon = Vẽ vùng
tool-polygon-tip = Vẽ một vùng bằng cách bấm từng góc
tool-split = Tách vùng
tool-split-tip = Vẽ một đường qua vùng để tách; chưa chọn vùng thì tách mọi vùng đường cắt qua
tool-reshape = Nắn ranh giới
tool-reshape-tip = Chọn một vùng rồi vẽ đường ranh mới, từ chỗ rời đến chỗ gặp lại ranh cũ
tool-move = Dời vùng
tool-move-tip = Dời các vùng đang chọn: kéo từ trong vùng, hoặc bấm điểm gốc rồi điểm đích
tool-rotate = Xoay vùng
tool-rotate-tip = Xoay các vùng đang chọn quanh một tâm: bấm tâm, hướng gốc, rồi hướng mới
tool-scale = Thu phóng vùng
tool-scale-tip = Thu nhỏ hoặc phóng to các vùng đang chọn: bấm tâm, khoảng cách gốc, rồi khoảng cách mới
tool-round = Bo góc
tool-round-tip = Thay một góc của đường ranh bằng cung tròn có bán kính cho trước
tool-straighten = Kéo thẳng ranh
tool-straighten-tip = Bấm hai đỉnh của một đường ranh: đoạn ranh ở giữa thành đường thẳng
tool-pan = Di chuyển bản đồ
tool-pan-tip = Kéo bản đồ; lăn chuột để phóng to, thu nhỏ
tool-measure = Đo
tool-measure-tip = Đo chiều dài, phương vị và diện tích dọc theo một đường, theo lưới và theo trắc địa
tool-identify = Tra cứu
tool-identify-tip = Bấm vào một chỗ để xem mọi thứ ở đó, trên tất cả các lớp
tool-select-polygon = Chọn theo đa giác
tool-select-polygon-tip = Vẽ một đa giác để chọn các vùng bị cắt qua hoặc nằm trọn bên trong

tool-option-take-land = Lấy đất của vùng khác
tool-option-take-land-tip = Tắt: vùng mới nhường các vùng đã có. Bật: vùng mới lấy phần đất chồng lên chúng.
tool-option-function = Chức năng
tool-option-snap = Bắt điểm
tool-option-move-takes = Lấy đất của vùng khác
tool-option-move-takes-tip = Tắt: vùng được dời nhường các vùng ở chỗ mới. Bật: vùng được dời lấy đất của chúng; vùng đang khóa không mất đất.
tool-option-vacated = Đất để lại
tool-option-vacated-tip = Ai nhận phần đất mà vùng rời đi.
tool-option-vacated-unallocated = Chưa phân vùng
tool-option-vacated-neighbours = Giao cho vùng liền kề
tool-option-radius = Bán kính
tool-option-radius-tip = Bán kính của cung bo góc, tính bằng mét.
tool-option-edge-drag = Kéo cạnh
tool-option-edge-drag-tip = Kéo một cạnh thì làm gì, khi không giữ phím. Giữ Shift: dời cạnh song song. Giữ Ctrl: hai đầu cạnh trượt theo các cạnh kề.
tool-option-edge-insert = Thêm đỉnh
tool-option-edge-parallel = Dời song song
tool-option-edge-slide = Trượt theo cạnh kề
tool-option-crossing = Cả vùng bị cắt qua
tool-option-within = Chỉ vùng nằm trọn trong

## Gợi ý theo trạng thái của công cụ

hint-select-idle = Bấm để chọn vùng, hoặc kéo khung để chọn nhiều vùng.
hint-select-hover = Bấm để chọn { $zone }; giữ Shift để chọn thêm.
hint-select-window = Thả chuột để chọn các vùng nằm trọn trong khung.
hint-select-crossing = Thả chuột để chọn các vùng nằm trong hoặc bị khung cắt.
hint-select-one = Đang chọn { $zone }. F2 đổi tên, Delete xóa, N sửa đỉnh.
hint-select-many = Đang chọn { $count } vùng, tổng { $area }.
hint-ghost = Kéo ô vuông đỏ để sửa tiếp, Enter thử lại, Esc bỏ.
hint-move-start = Kéo vùng đang chọn tới chỗ mới, hoặc bấm điểm gốc; chưa chọn vùng thì bấm vào vùng.
hint-move-target = Bấm điểm đích, hoặc gõ khoảng cách; giữ Shift để lấy đất của vùng khác; Esc hủy.
hint-pivot = Bấm tâm; chưa chọn vùng thì bấm vào vùng để chọn.
hint-rotate-reference = Bấm một điểm trên hướng gốc; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-rotate-target = Bấm một điểm trên hướng mới; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-scale-reference = Bấm một điểm ở khoảng cách gốc tính từ tâm; Esc hủy.
hint-scale-target = Bấm một điểm ở khoảng cách mới tính từ tâm; Esc hủy.
hint-round-idle = Trỏ vào một góc của đường ranh; Shift + bấm để chọn nhiều góc.
hint-round-corner = Bấm để bo góc này; Shift + bấm để chọn thêm góc.
hint-round-refused = Đổi bán kính rồi nhấn Enter để thử lại, hoặc bấm góc khác; Esc bỏ.
hint-straighten-start = Bấm đỉnh đầu của đoạn ranh cần kéo thẳng.
hint-straighten-second = Bấm đỉnh cuối trên cùng đường ranh; Esc hủy.
hint-straighten-refused = Bấm một đỉnh khác, Enter thử lại, Esc bỏ.
hint-vertices-idle = Trỏ vào một đỉnh để dời, vào một cạnh để thêm đỉnh; kéo khung để chọn nhiều đỉnh.
hint-vertices-window = Thả chuột để chọn các đỉnh trong khung; Shift thêm, Ctrl đảo.
hint-vertices-selected = Đang chọn { $count } đỉnh: kéo một đỉnh để dời tất cả, Delete để xóa.
hint-vertices-left-out = Điểm góc của ranh giới và đỉnh của vùng đang khóa không được chọn vì không dời được.
hint-vertices-parallel = Thả để đặt cạnh song song với chỗ cũ; Esc để trả lại như cũ.
hint-vertices-slide = Thả để đặt cạnh; hai đầu trượt theo các cạnh kề; Esc để trả lại như cũ.
hint-vertices-sticks = Bấm chỗ mới của cạnh hoặc gõ khoảng cách; Esc để trả lại như cũ.
hint-vertices-vertex = Kéo để dời đỉnh; Delete để xóa đỉnh.
hint-vertices-shared = Kéo để dời đỉnh chung của { $zones }; Delete để xóa đỉnh.
hint-vertices-border = Kéo hoặc bấm đúp để thêm đỉnh; Shift: dời cạnh song song; Ctrl: trượt theo cạnh kề.
hint-vertices-dragging = Thả để đặt đỉnh; giữ Alt để tạm tắt bắt điểm; Esc để trả lại như cũ.
hint-polygon-start = Bấm góc thứ nhất của vùng. Giữ Alt để tạm tắt bắt điểm.
hint-polygon-second = Bấm góc tiếp theo; Backspace bỏ góc vừa đặt, Esc hủy.
hint-polygon-third = Bấm thêm ít nhất một góc nữa để có diện tích; Backspace bỏ góc vừa đặt, Esc hủy.
hint-polygon-can-close = Enter hoặc bấm đúp để khép vùng; Backspace bỏ góc vừa đặt, Esc hủy.
hint-polygon-take = Vùng mới lấy đất của { $zones }.
hint-polygon-refused = Chưa nhận được hình này: { $reason } Kéo góc để sửa, Backspace bỏ góc cuối, Esc hủy.
hint-split-start = Bấm điểm đầu của đường tách, ở trên hoặc ngoài ranh vùng.
hint-reshape-start = Bấm chỗ ranh mới rời ranh cũ của vùng đang chọn.
hint-line-second = Bấm điểm tiếp theo; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-line-can-finish = Enter hoặc bấm đúp để kết thúc đường; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-pan = Kéo để di chuyển bản đồ.
hint-measure-start = Bấm điểm đầu để đo, hoặc gõ tọa độ. Giữ Alt để tạm tắt bắt điểm.
hint-measure-second = Bấm điểm tiếp theo; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-measure-can-finish = Bấm tiếp, hoặc Enter để kết thúc; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-measure-can-close = Enter để kết thúc, bấm điểm đầu để khép; Backspace bỏ điểm vừa đặt, Esc hủy.
hint-identify = Bấm vào một chỗ trên bản đồ để xem mọi thứ ở đó.
hint-select-polygon-start = Bấm góc thứ nhất của đa giác chọn.
hint-select-polygon-more = Bấm góc tiếp theo; Backspace bỏ góc vừa đặt, Esc hủy.
hint-select-polygon-can-close = Enter hoặc bấm đúp để chọn; giữ Shift để chọn thêm.
hint-select-polygon-extend = Enter hoặc bấm đúp để chọn thêm các vùng này.
hint-drop-file = Thả tệp vào đây để mở.

## Thanh trạng thái

status-coordinates = X (Bắc) { $north }   Y (Đông) { $east }
status-lonlat = { $longitude }° Đ  { $latitude }° B
status-scale = 1:{ $scale }
status-crs = VN-2000, KTT { $meridian }
status-crs-tip = Hệ tọa độ của đồ án: { $crs }; chuyển đổi với WGS 84 theo { $operation }.
status-snap-on = Bắt điểm: bật
status-snap-off = Bắt điểm: tắt
status-snap-corner = điểm góc ranh giới
status-snap-vertex = đỉnh
status-snap-border = cạnh
status-snap-intersection = giao điểm
status-snap-midpoint = trung điểm cạnh
status-snap-perpendicular = vuông góc
status-snap-extension = kéo dài cạnh
status-snap-parallel = song song
status-snap-commune = đỉnh ranh giới xã
status-snap-grid = nút lưới
status-snap-locked = khóa hướng
status-snap-wall = trượt theo ranh giới khu
status-snap-wall-zone = trượt theo vùng khóa { $zone }
status-journaled = Đã ghi { $time }
status-modified = Chưa lưu vào tệp
status-opened = Đã mở { $file }: { $count } vùng.
status-file-saved = Đã lưu { $file }.
status-boundary-loaded = Đã thay ranh giới bằng { $file }; các vùng giữ nguyên vị trí.
status-exported = Đã xuất { $file }; đọc lại khớp từng điểm lưới.
status-exported-draft = Đã xuất bản nháp { $file }; tệp ghi rõ là bản nháp.
status-copied = Đã sao chép.
status-layers-kept = Đồ án mới sẽ hiện các lớp như hiện nay.
status-undone = Đã hoàn tác: { $step }.
status-redone = Đã làm lại: { $step }.
status-turned = Góc xoay { $angle }
status-scaled = Tỉ lệ { $factor }
status-live = { $length } · { $bearing } · { $area }
status-live-first = { $length } · { $bearing }
status-selected = { $count } vùng đang chọn
status-coordinates-short = X { $north }  Y { $east }

## Lớp bản đồ

layer-zones = Vùng chức năng
layer-boundary = Ranh giới
layer-communes-2025 = Xã hiện nay (từ 1/7/2025)
layer-communes-2020 = Xã cũ (trước 1/7/2025)
layer-findings = Lỗi và cảnh báo
layer-labels = Nhãn
layer-visible = Hiện lớp { $layer }
layer-opacity = Độ đậm
layer-source = Nguồn: { $source }
layer-north = B
layer-notice-reference = bản đồ tham khảo, không phải ranh giới pháp lý
layer-notice-synthetic-boundary = ranh giới minh họa (tổng hợp), không phải ranh giới chính thức
layer-notice-synthetic-zones = các vùng minh họa (tổng hợp), chưa có số liệu nào được công bố
layer-source-communes-2025 = bản đồ sáp nhập 2025, khái quát 5 m, sai số 15–25 m
layer-source-communes-2020 = số hóa ở khoảng 1:50.000, sai số 50–100 m
layer-source-boundary = lập cho mục đích minh họa, 2026

## Bảng đối chiếu diện tích

panel-balance = Đối chiếu diện tích
panel-approved = Phê duyệt
panel-approved-figure = { $area } phê duyệt
panel-decision = theo Quyết định { $decision }
panel-boundary = Ranh giới
panel-drawn = Đã vẽ
panel-residual = Còn lại
panel-residual-left = còn lại chưa vẽ
panel-residual-excess = vượt diện tích phê duyệt
panel-residual-none = khớp diện tích phê duyệt
panel-unallocated = Chưa phân vùng
panel-overlap = Chồng lấn
panel-outside = Ngoài ranh giới
panel-zones = Các vùng
panel-column-zone = Vùng
panel-column-code = Ký hiệu
panel-column-area = Diện tích (ha)
panel-column-share = Tỷ lệ (%)
panel-column-target = Chỉ tiêu (ha)
panel-column-difference = Chênh lệch (ha)
panel-column-commune = Xã
panel-total = Tổng cộng
panel-measure-side = Đoạn
panel-measure-grid = Dài theo lưới (m)
panel-measure-bearing = Phương vị lưới
panel-measure-geodesic = Dài trắc địa (m)
panel-measure-azimuth = Phương vị thật
panel-measure-area = Diện tích (lưới, trắc địa)
panel-measure-area-if-closed = Diện tích nếu khép (lưới, trắc địa)
panel-measure-length = Tổng dài (lưới, trắc địa)
panel-history = Lịch sử
panel-history-count = { $done } / { $count } bước
panel-history-start = Khi mở đồ án
panel-identify-zone = Vùng { $zone }
panel-identify-difference = lệch chỉ tiêu { $difference }
panel-identify-locked = đang khóa
panel-identify-legal-corner = Điểm góc ranh giới
panel-identify-vertex = Đỉnh
panel-identify-border = Cạnh
panel-identify-place = Tọa độ VN-2000
panel-identify-lonlat = Kinh độ, vĩ độ WGS 84
panel-identify-inside = bên trong, cách ranh giới { $distance }
panel-identify-on-boundary = trên ranh giới (cách { $distance })
panel-identify-outside = bên ngoài, cách ranh giới { $distance }
panel-identify-nobody = đất chưa phân vùng
panel-no-target = chưa đặt
panel-change = { $change } so với trước khi kéo
panel-exact = { $area } (chính xác)
panel-communes = Vùng theo xã (ha)
panel-communes-2020 = xã cũ
panel-commune-old = { $commune } (cũ)
panel-findings = Lỗi và cảnh báo
panel-findings-count = { $count } mục
panel-verdict = Kết luận
panel-layers = Lớp bản đồ
panel-layers-keep = Dùng cho đồ án mới
panel-layers-keep-tip = Đồ án mới sẽ bắt đầu với cách hiện lớp như hiện nay; đồ án đã lưu giữ cách của nó.
panel-properties = Thuộc tính vùng
panel-name = Tên vùng
panel-name-en = Tên tiếng Anh
panel-code = Ký hiệu
panel-function = Chức năng
panel-target = Chỉ tiêu diện tích (ha)
panel-colour = Màu
panel-area-grid = Diện tích lưới
panel-area-geodesic = Diện tích trắc địa
panel-perimeter = Chu vi
panel-vertices = Số đỉnh
panel-parts = Số phần
panel-palette-placeholder = Tìm lệnh, vùng, tọa độ…
panel-palette-corner = Đặt góc tại { $place }
panel-palette-coordinate = Đến { $place }
panel-recent = Đồ án gần đây
panel-empty-boundary = Đồ án chưa có ranh giới. Mở một tệp có ranh giới khu, hoặc thả tệp vào đây.
panel-empty-zones = Chưa có vùng nào. Nhấn P rồi bấm từng góc để vẽ vùng đầu tiên.
panel-empty-findings = Không có lỗi nào.
panel-empty-selection = Chưa chọn vùng nào. Bấm vào một vùng trên bản đồ hoặc trong bảng.
panel-empty-recent = Chưa có tệp nào. Mở một tệp, hoặc thả tệp vào cửa sổ.
panel-empty-search = Không tìm thấy lệnh, vùng hay tọa độ nào.
panel-empty-communes = Không có lớp xã, nên chưa tính được diện tích theo xã.
panel-drawn-figure = đã vẽ { $area }
panel-head-area = ha
panel-head-target = Chỉ tiêu
panel-head-change = Thay đổi
panel-head-difference = Chênh
panel-column-exact = Diện tích chính xác (m²)
panel-target-positive = Chỉ tiêu diện tích phải lớn hơn 0.
panel-colour-of-function = Màu theo chức năng
panel-colour-number = Màu { $number }
panel-locked = Khóa vùng
panel-locked-tip = Vùng đang khóa không nhường và không nhận đất.
panel-head-total = Tổng

## Định nghĩa các loại diện tích

area-grid-short = diện tích lưới VN-2000, KTT { $meridian }
area-definitions = Các loại diện tích
area-grid = Diện tích lưới
area-grid-definition = Diện tích trên mặt phẳng chiếu VN-2000, kinh tuyến trục { $meridian }, tính chính xác từ tọa độ các điểm góc. Đây là diện tích dùng để đối chiếu với quyết định.
area-geodesic = Diện tích trắc địa
area-geodesic-definition = Diện tích trên mặt elipxoit WGS 84, các đỉnh nối bằng đường trắc địa. Phần mềm đọc GeoJSON thường tính ra con số này; ở đây nó nhỏ hơn diện tích lưới khoảng 0,01 %.
area-approved = Diện tích phê duyệt
area-approved-definition = Con số trong quyết định, làm tròn đến 0,01 ha.
area-drawn = Diện tích đã vẽ
area-drawn-definition = Tổng diện tích lưới của các vùng; phần chồng lấn bị tính hai lần và được báo riêng.

## Chức năng của vùng

function-rd_laboratory = Vùng thí nghiệm công nghệ cao
function-rd_laboratory-short = Thí nghiệm CNC
function-production = Vùng sản xuất, ứng dụng công nghệ cao
function-production-short = Sản xuất CNC
function-startup_hub = Vùng trung tâm khởi nghiệp, sáng tạo
function-startup_hub-short = Khởi nghiệp, sáng tạo
function-other = Chức năng khác
function-none = Chưa đặt chức năng

## Kết luận

verdict-pass = Đạt
verdict-fail = Không đạt
verdict-insufficient = Chưa đủ căn cứ
verdict-reason-pass = Các vùng phủ kín ranh giới và cộng đúng { $approved }.
verdict-reason-findings = { $count } lỗi cần xử lý.
verdict-reason-residual = Tổng các vùng lệch { $difference } so với phê duyệt.
verdict-reason-unallocated = Còn { $area } chưa thuộc vùng nào.
verdict-reason-overlap = Có { $area } bị chồng lấn.
verdict-reason-outside = Có { $area } nằm ngoài ranh giới.
verdict-reason-no-boundary = Đồ án chưa có ranh giới để đối chiếu.
verdict-reason-no-zones = Chưa vẽ vùng nào.
verdict-reason-no-functions = Chưa vùng nào khai báo chức năng bắt buộc.
verdict-reason-synthetic = Ranh giới đang dùng là ranh giới minh họa; kết luận chỉ có ý nghĩa thử nghiệm.

## Quy tắc kiểm tra: tên, nội dung phát hiện, cách xử lý

rule-gap = Khe hở
rule-gap-help = Giao phần đất này cho một vùng liền kề, hoặc dời ranh giới cho khít.
rule-overlap = Chồng lấn
rule-overlap-help = Giao phần đất này cho một trong hai vùng.
rule-outside = Vượt ranh giới
rule-outside-help = Cắt phần nằm ngoài theo ranh giới.
rule-invalid-geometry = Hình không hợp lệ
rule-invalid-geometry-help = Sửa các đỉnh tại chỗ được đánh dấu, hoặc vẽ lại vùng.
rule-duplicate = Trùng lặp
rule-duplicate-help = Xóa một trong hai vùng.
rule-sliver = Dải vụn
rule-sliver-help = Gộp dải này vào một vùng liền kề.
rule-area-residual = Lệch diện tích phê duyệt
rule-area-residual-help = Xử lý các khe hở, chồng lấn và phần vượt ranh giới trước; sau đó kiểm tra lại ranh giới.
rule-missing-zone = Thiếu vùng chức năng
rule-missing-zone-help = Vẽ vùng này, hoặc đặt chức năng cho một vùng đã có.

finding-gap = Khe hở { $area } cạnh { $zones }, chưa thuộc vùng nào
finding-gap-alone = { $area } chưa thuộc vùng nào
finding-overlap = { $a } và { $b } chồng lấn { $area }
finding-outside = { $zone } vượt ra ngoài ranh giới { $area }
finding-invalid-geometry = { $zone }: { $reason }
finding-duplicate = { $b } trùng hoàn toàn với { $a }, { $area }
finding-sliver = Dải vụn { $area }, rộng khoảng { $width }, thuộc { $zone }
finding-area-residual = Các vùng cộng lại { $drawn }, { $direction ->
    [short] thiếu
   *[excess] thừa
} { $difference } so với { $approved } phê duyệt
finding-missing-zone = Chưa có { $function }
finding-functions-undeclared = Chưa vùng nào khai báo một trong ba chức năng của Quyết định 1541/QĐ-TTg
finding-invalid-self-crossing = đường biên tự cắt
finding-invalid-hole-outside = lỗ nằm ngoài đường biên
finding-invalid-parts-overlap = các phần của vùng chồng lên nhau
finding-invalid-no-area = hình không có diện tích
finding-invalid-repeated-edge = có cạnh đi hai lần (gai nhọn)
finding-severity-error = Lỗi
finding-severity-warning = Cảnh báo
finding-severity-info = Ghi chú

repair-fill-gap = Giao khe hở cho { $zone }
repair-give-overlap = Giao phần chồng lấn cho { $zone }
repair-trim-outside = Cắt phần ngoài ranh giới
repair-delete-duplicate = Xóa bản trùng { $zone }

## Hộp thoại: nút ghi rõ việc sẽ làm

dialog-unsaved-title = Lưu thay đổi của “{ $plan }”?
dialog-unsaved-text = Đồ án có thay đổi chưa lưu vào tệp.
dialog-unsaved-save = Lưu rồi tiếp tục
dialog-unsaved-discard = Bỏ thay đổi
dialog-unsaved-stay = Quay lại chỉnh sửa
dialog-recover-title = Khôi phục phiên làm việc trước?
dialog-recover-text = Lần trước Hecta dừng đột ngột. Các bước đã làm vẫn còn.
dialog-recover-restore = Khôi phục
dialog-recover-discard = Bắt đầu lại
dialog-open-title = Mở đồ án
dialog-save-title = Lưu đồ án
dialog-export-title = Xuất GeoJSON
dialog-path = Đường dẫn tệp
dialog-path-hint = Gõ hoặc dán đường dẫn, hoặc chọn tệp
dialog-browse = Chọn tệp…
dialog-open-confirm = Mở tệp
dialog-boundary-title = Nạp ranh giới của khu
dialog-boundary-confirm = Nạp ranh giới
dialog-save-confirm = Lưu tệp
dialog-export-confirm = Xuất tệp
dialog-replace-text = { $file } đã tồn tại; nội dung cũ sẽ được thay trọn vẹn.
dialog-replace-confirm = Thay tệp
dialog-draft-title = Đồ án chưa đạt
dialog-draft-text = Đồ án chỉ có thể xuất dưới dạng bản nháp. Tệp ghi rõ là bản nháp, kết luận và lý do.
dialog-draft-reason = Lý do xuất bản nháp
dialog-draft-reason-hint = Ví dụ: gửi VSIP xem trước hướng tuyến
dialog-draft-reason-missing = Hãy ghi lý do; người nhận sẽ đọc thấy.
dialog-draft-confirm = Xuất bản nháp
dialog-rename-title = Đổi tên vùng
dialog-rename-confirm = Đổi tên
dialog-select-attribute-title = Chọn vùng theo thuộc tính
dialog-select-attribute-text = Vùng được chọn khi thỏa mọi điều kiện; ô để trống là không xét.
dialog-select-location-title = Chọn vùng theo vị trí
dialog-select-location-text = Với ranh giới: tính đến đường ranh; với vùng và xã: tính đến phần đất.
dialog-select-words = Ký hiệu hoặc tên có chữ
dialog-select-any = Bất kỳ
dialog-select-locked = Đang khóa
dialog-select-unlocked = Không khóa
dialog-select-target-set = Đã đặt chỉ tiêu
dialog-select-target-none = Chưa đặt chỉ tiêu
dialog-select-target-missed = Lệch chỉ tiêu
dialog-select-least = Diện tích từ (ha)
dialog-select-most = Diện tích đến (ha)
dialog-select-relation = Vùng
dialog-select-inside = nằm trọn trong
dialog-select-touches = kề, chung ranh mà không chung đất
dialog-select-overlaps = có phần đất chung
dialog-select-near = cách không quá một khoảng
dialog-select-distance = Khoảng cách (m)
dialog-select-place = So với
dialog-select-of-selection = các vùng đang chọn
dialog-select-of-boundary = ranh giới khu
dialog-select-found = Tìm thấy { $count } vùng.
dialog-select-confirm = Chọn các vùng này
dialog-select-extend = Chọn thêm
dialog-about-title = Giới thiệu Hecta
dialog-about-text = Phiên bản { $version }. Giấy phép MIT hoặc Apache-2.0.
dialog-keys-title = Phím tắt
dialog-cancel = Hủy
dialog-report-title = Ghi chú khi mở tệp
dialog-report-text = Phần còn lại của tệp đã được đọc. Những chỗ sau cần xem lại:
dialog-keys-enter = Khép hình đang vẽ
dialog-keys-escape = Hủy thao tác, bỏ chọn
dialog-keys-backspace = Bỏ góc vừa đặt
dialog-keys-alt = Giữ: tạm tắt bắt điểm
dialog-keys-shift = Giữ: chọn thêm; khi vẽ: lấy đất vùng khác
dialog-keys-arrows = Di chuyển bản đồ

## Thông báo lỗi: việc gì, ở đâu, làm gì

error-cannot-read = Không đọc được { $file }: { $cause }. Kiểm tra quyền truy cập.
error-cannot-write = Không ghi được { $file }: { $cause }. Tệp cũ còn nguyên; hãy chọn nơi khác.
error-unknown-format = Không nhận ra định dạng của { $file }. Hecta đọc GeoJSON và GeoPackage.
error-empty-file = { $file } rỗng.
error-not-utf8 = { $file } không phải văn bản UTF-8. Hãy lưu lại tệp với mã UTF-8.
error-not-json = { $file } không phải JSON: dòng { $line }, cột { $column }: { $cause }.
error-truncated = { $file } bị cụt giữa chừng. Hãy chép lại tệp.
error-too-deep = { $file } lồng nhau quá sâu, không thể là GeoJSON.
error-not-geojson = { $file } là JSON nhưng không phải GeoJSON.
error-not-geopackage = { $file } không phải GeoPackage đọc được: { $cause }.
error-newer-version = { $file } do phiên bản Hecta mới hơn ghi. Hãy cập nhật Hecta.
error-too-few-positions = { $feature }: vòng có ít hơn 4 vị trí, không tạo thành hình.
error-position-too-short = { $feature }: vị trí thiếu kinh độ hoặc vĩ độ.
error-not-a-number = { $feature }: tọa độ không phải là số.
error-not-finite = { $file }: số ở dòng { $line }, cột { $column } là vô hạn hoặc không xác định. Hãy sửa lại.
error-longitude-out-of-range = { $feature }: kinh độ { $value } nằm ngoài −180…180.
error-latitude-out-of-range = { $feature }: vĩ độ { $value } nằm ngoài −90…90.
error-not-degrees = { $feature }: tọa độ không phải độ kinh, độ vĩ. Hãy cho biết hệ tọa độ của tệp.
error-unknown-crs = Không dùng được hệ tọa độ { $crs }. Hãy chọn một hệ VN-2000 hoặc WGS 84.
error-no-polygons = { $file } không có vùng hay ranh giới nào.
error-too-large = { $file } có { $value } MB; Hecta chỉ đọc tệp đến { $most } MB. Hãy tách tệp hoặc bỏ phần không cần.
error-utf16 = { $file } là văn bản UTF-16. Hãy lưu lại tệp với mã UTF-8.
error-broken-geometry = { $feature }: không đọc được hình ({ $cause }). Hãy xuất lại tệp từ phần mềm đã ghi nó.
error-swapped-degrees = { $feature }: vĩ độ { $value } nằm ngoài −90…90. Kinh độ và vĩ độ bị đổi chỗ: GeoJSON ghi kinh độ trước. Hãy đổi chỗ hai số.
error-swapped-metres = { $feature }: { $value } có vẻ là X (Bắc) trước Y (Đông). Hãy mở tệp với hai trục đổi chỗ.
error-beyond-projection = { $feature }: { $value } nằm quá xa lưới chiếu { $crs } của đồ án. Kiểm tra lại hệ tọa độ của tệp.
error-no-crs = { $file }: lớp { $layer } không ghi hệ tọa độ. Hãy cho biết hệ tọa độ của tệp.
error-projection = Không chuyển đổi được tọa độ: { $cause }.
error-journal = Không ghi được nhật ký phiên làm việc: { $cause }. Hãy lưu đồ án ngay.
error-settings = Không ghi được thiết lập: { $cause }.
error-not-a-figure = “{ $text }” không phải là số. Viết như { $example }.
error-graphics = Không dùng được bộ xử lý đồ họa: { $cause }.
error-internal = Hecta gặp lỗi bên trong: { $cause }. Các bước đã làm vẫn được giữ.
error-no-display = Không mở được cửa sổ vì không có màn hình đồ họa ({ $cause }). Hãy chạy trong phiên làm việc có màn hình, hoặc dùng dòng lệnh: hecta check, hecta render.

## Ghi chú khi mở tệp: phần còn lại vẫn được đọc

import-ring-closed = { $feature }: vòng chưa khép, đã khép lại.
import-null-geometry = { $feature }: không có hình, bỏ qua.
import-empty-geometry = { $feature }: hình rỗng, bỏ qua.
import-not-a-polygon = { $feature }: là { $kind }, không phải vùng, bỏ qua.
import-collection = { $feature }: chỉ lấy các vùng trong nhóm hình.
import-height-dropped = { $feature }: bỏ cao độ.
import-noded = Đã đưa { $count } đỉnh vào cạnh của vùng kề (lệch không quá 2 mm).
import-area-changed = { $feature }: diện tích sau khi đặt lên lưới đổi { $change }.
import-not-a-feature = { $feature }: { $value } không phải đối tượng GeoJSON, bỏ qua.
import-no-properties = { $feature }: thuộc tính là { $value }, không đọc được, bỏ thuộc tính.
import-crs-overruled = Tệp ghi hệ tọa độ { $value } nhưng được đọc theo { $crs } như đã chọn.
import-crs-contradicted = Tệp ghi mã { $value } nhưng thông số là của { $crs }; đã dùng theo thông số.
import-layer-left-out = Lớp “{ $layer }” không phải ranh giới hay phân khu, không đọc.
import-boundary-overruled = Không dùng ranh giới trong tệp vì đã chọn ranh giới khác.
import-boundary-mended = { $feature }: hình ranh giới không hợp lệ, đã sửa. Hãy so diện tích với quyết định.
import-geometry-mended = { $feature }: hình không hợp lệ, đã sửa. Hãy so với tệp gốc.
import-place-layer = Cả lớp
import-place-feature = Đối tượng { $value }
import-place-polygon = hình { $value }
import-place-ring = vòng { $value }
import-place-position = điểm { $value }

## Tên các bước (hoàn tác, làm lại, lịch sử)

# $subject: ký hiệu các vùng liên quan, có thể trống
step-draw-zone = Vẽ vùng { $subject }
step-allocate = Giao đất cho { $subject }
step-fill-zone = Lập vùng { $subject } từ đất chưa phân vùng
step-complete-zone = Khép kín vùng { $subject }
step-cut-out = Khoét vùng { $subject }
step-explode-zones = Tách rời các phần của { $subject }
step-move-zones = Di chuyển vùng { $subject }
step-rotate-zones = Xoay vùng { $subject }
step-scale-zones = Thu phóng vùng { $subject }
step-straighten = Nắn thẳng ranh giới { $subject }
step-simplify-borders = Đơn giản hóa ranh giới { $subject }
step-round-corners = Bo góc ranh giới { $subject }
step-delete-zones = Xóa vùng { $subject }
step-merge-zones = Gộp vùng { $subject }
step-split-zones = Tách vùng { $subject }
step-reshape = Nắn ranh giới { $subject }
step-set-attributes = Đổi thuộc tính { $subject }
step-rename-zone = Đổi tên vùng { $subject }
step-set-target = Đặt chỉ tiêu diện tích { $subject }
step-set-function = Đặt chức năng { $subject }
step-set-colour = Đổi màu vùng { $subject }
step-lock-zone = Khóa vùng { $subject }
step-unlock-zone = Mở khóa vùng { $subject }
step-reorder-zones = Sắp xếp lại các vùng { $subject }
step-move-vertices = Dời ranh giới { $subject }
step-insert-vertex = Thêm đỉnh trên ranh giới { $subject }
step-delete-vertices = Xóa đỉnh trên ranh giới { $subject }
step-resolve-overlap = Xử lý chồng lấn { $subject }
step-clip-to-boundary = Cắt phần ngoài ranh giới của { $subject }
step-set-approval = Đặt diện tích phê duyệt { $subject }
step-set-title = Đổi tên đồ án { $subject }
step-set-layers = Chỉnh cách hiện lớp { $subject }
step-set-boundary = Thay ranh giới { $subject }
step-lock-boundary = Khóa ranh giới khu { $subject }
step-unlock-boundary = Mở khóa ranh giới khu { $subject }
step-restore = Khôi phục { $subject }

## Vì sao một thao tác không được nhận

refusal-too-few-corners = Cần ít nhất ba góc.
refusal-boundary-border = Cạnh này nằm trên ranh giới khu nên không dời được.
refusal-select-zones = Hãy bấm vào một vùng để chọn trước.
refusal-too-few-ends = Đường cần ít nhất hai điểm.
refusal-select-one-zone = Hãy chọn một vùng trước.
refusal-no-boundary = Đồ án chưa có ranh giới.
refusal-no-such-zone = Vùng này không còn trong đồ án.
refusal-no-area = Hình không có diện tích.
refusal-nothing-free = Ở đây không còn đất chưa phân vùng. Giữ { $key } để lấy đất của vùng khác.
refusal-not-unallocated = Chỗ này không phải đất chưa phân vùng.
refusal-locked = { $zone } đang khóa. Hãy mở khóa trong thuộc tính vùng trước.
refusal-legal-corner = Ranh giới khu đang khóa: điểm của nó không dời và không xóa được.
refusal-no-vertex = Ở đây không có đỉnh nào.
refusal-no-edge = Chỗ này không nằm trên cạnh của vùng nào.
refusal-junction = Đỉnh này là nút của ba đường ranh trở lên, không xóa được.
refusal-crosses = Các đường ranh sẽ cắt nhau ở đây.
refusal-radius-too-large = Bán kính quá lớn: cạnh bên góc này không đủ dài.
refusal-already-straight = Đường ranh ở đây đã thẳng.
refusal-not-one-border = Hai đỉnh không nằm trên cùng một đường ranh.
refusal-nothing-there = Trong hình vẽ không có đất của vùng cần khoét.
refusal-one-part = { $zone } chỉ có một phần.
refusal-cuts-nothing = Đường vẽ không cắt đôi vùng nào.
refusal-would-vanish = { $zone } sẽ không còn đất.
refusal-too-fine = Hình bám quá sát đường ranh, không đặt vừa lên lưới ở đây. Hãy dời đỉnh ra xa hơn.
refusal-does-not-add-up = Các vùng sẽ không còn cộng đúng bằng ranh giới ở đây.
refusal-more-faults = Các vùng sẽ chồng lấn hoặc vượt ranh giới nhiều hơn trước.
refusal-nothing-to-repair = Ở đây không có gì cần xử lý.

## Hướng dẫn năm bước

tour-title = Năm bước đầu tiên
tour-progress = Bước { $number } / { $total }
tour-next = Tiếp tục
tour-back = Quay lại
tour-skip = Bỏ qua hướng dẫn
tour-finish = Bắt đầu làm việc
tour-see-title = Xem
tour-see-text = Bản đồ có các xã, ranh giới khu và ba vùng chức năng. Bên phải là bảng đối chiếu với { $approved }. Hãy lăn chuột để phóng to, kéo để di chuyển.
tour-draw-title = Vẽ
tour-draw-text = Nhấn P, bấm từng góc, Enter để khép. Vùng mới tự nhường các vùng đã có; giữ { $key } để lấy đất của chúng. Mọi con số chạy theo khi bạn vẽ.
tour-match-title = Khớp diện tích
tour-match-text = Nhấn N rồi kéo một đỉnh của ranh giới chung. Hai vùng dời cùng nhau, tổng không đổi. Nhìn cột chênh lệch cho đến khi vừa ý.
tour-clear-title = Xử lý lỗi
tour-clear-text = Đồ án này có một khe hở, một chỗ chồng lấn và một phần vượt ranh giới. Bấm vào một lỗi trong danh sách để xem tại chỗ, rồi chọn cách xử lý.
tour-export-title = Xuất
tour-export-text = Khi kết luận là “Đạt”, xuất GeoJSON để gửi VSIP. Đồ án chưa đạt chỉ xuất được bản nháp, kèm lý do.
tour-done = Xong năm bước. Hướng dẫn này luôn có trong trình đơn Trợ giúp.
tour-performed = Bạn đã làm xong bước này.
tour-not-performed = Hãy tự làm bước này trên bản đồ.

## Tên đọc cho trình đọc màn hình

a11y-map = Bản đồ, tỷ lệ 1:{ $scale }
a11y-menu-bar = Trình đơn
a11y-tool-bar = Các công cụ
a11y-tool-options = Tùy chọn của công cụ
a11y-status-bar = Thanh trạng thái
a11y-balance-panel = Bảng đối chiếu diện tích
a11y-balance-bar = Thanh cân bằng: đã vẽ { $drawn }, phê duyệt { $approved }, còn lại { $residual }
a11y-zone-table = Bảng các vùng
a11y-zone-row = { $zone }, { $area }, { $share } phần trăm
a11y-commune-table = Bảng diện tích vùng theo xã
a11y-finding-list = Danh sách lỗi và cảnh báo
a11y-finding-row = { $severity }: { $message }
a11y-layer-list = Danh sách lớp bản đồ
a11y-palette = Ô tìm lệnh, vùng và tọa độ
a11y-history-present = Hiện tại: { $step }
a11y-history-undone = Đã hoàn tác: { $step }
a11y-search-results = Kết quả tìm
a11y-theme = Giao diện sáng hoặc tối
a11y-dismiss = Đóng thông báo

## Bảng kê tọa độ góc ranh

corners-title-of = Bảng kê tọa độ góc ranh: { $subject }
corners-system = Hệ tọa độ VN-2000, kinh tuyến trục { $meridian }, múi chiếu { $width }
corners-boundary = Ranh giới khu
corners-column-part = Vòng
corners-column-number = Số hiệu điểm
corners-column-north = X (m)
corners-column-east = Y (m)
corners-column-side = Cạnh (m)
corners-column-bearing = Phương vị
corners-perimeter = Chu vi (m)
corners-area = Diện tích (m²)

## Dòng lệnh

cli-about-hecta = Hecta: bàn vẽ phân vùng, các vùng luôn cộng đúng bằng diện tích phê duyệt. Không có lệnh con thì mở cửa sổ.
cli-about-check = Kiểm tra một đồ án và in bảng đối chiếu diện tích; không nêu đồ án thì kiểm tra đồ án mẫu.
cli-about-convert = Chuyển một tệp sang định dạng hoặc hệ tọa độ khác.
cli-about-export = Xuất đồ án để giao (GeoJSON theo RFC 7946 hoặc GeoPackage).
cli-about-render = Vẽ bản đồ và bảng cân đối diện tích thành ảnh; chỉ nêu một tệp thì vẽ đồ án mẫu.
cli-usage = Cách dùng
cli-commands = Lệnh
cli-arguments = Tham số
cli-options = Tùy chọn
cli-exit-status = Mã kết thúc: 0 đã xong và đạt; 1 có lỗi; 2 không dùng được dữ liệu vào hoặc tham số.
cli-option-file = Tệp mở trong cửa sổ
cli-option-lang = Ngôn ngữ: vi hoặc en (mặc định vi)
cli-option-help = In hướng dẫn
cli-option-version = In phiên bản
cli-option-plan = Đồ án: GeoPackage hoặc GeoJSON
cli-option-boundary = Tệp ranh giới, dùng thay ranh giới trong tệp đồ án
cli-option-approved-ha = Diện tích phê duyệt (ha), ví dụ 663.19
cli-option-communes = Tệp các xã, dùng thay sáu xã cũ có sẵn
cli-option-crs = Hệ tọa độ của tệp không tự ghi, ví dụ EPSG:5897
cli-option-date = Ngày kiểm tra, ghi vào báo cáo
cli-option-format = text (bảng để đọc, mặc định) hoặc json
cli-option-input = Tệp đọc vào
cli-option-output = Tệp ghi ra
cli-option-from = Hệ tọa độ của tệp đọc vào, nếu tệp không tự ghi
cli-option-to = Hệ tọa độ của tệp ghi ra
cli-option-draft = Cho xuất đồ án chưa đạt dưới dạng bản nháp, kèm lý do
cli-option-paths = Đồ án và tệp ảnh (.png hoặc .svg)
cli-option-size = Kích thước ảnh theo điểm ảnh, ví dụ 1600x1000
cli-date = Ngày kiểm tra: { $date }
cli-written = Đã ghi { $path }
cli-more-problems = (và { $count } điều khác)
cli-error-unknown-argument = Không có tham số “{ $argument }”; xem hecta --help
cli-error-invalid-value = Giá trị “{ $value }” của { $argument } không dùng được; xem hecta --help
cli-error-no-value = Thiếu giá trị của { $argument }; xem hecta --help
cli-error-missing-argument = Thiếu { $argument }; xem hecta --help
cli-error-conflict = { $argument } không dùng ở đây được; xem hecta --help
cli-error-not-utf8 = Có tham số không phải UTF-8
cli-error-not-hectares = “{ $value }” không phải diện tích tính bằng ha, ví dụ 663.19
cli-error-not-a-date = “{ $value }” không phải ngày dạng NNNN-TT-NN, ví dụ 2026-11-21
cli-error-size = “{ $value }” không phải kích thước ảnh từ { $least }x{ $least } đến { $most }x{ $most }, ví dụ 1600x1000
cli-error-ending = { $path }: không ghi được định dạng này; dùng { $known }
cli-error-write = Không ghi được { $path }: { $detail }
cli-error-crs = Không dùng được hệ tọa độ: { $detail }
cli-error-same-file = { $path } vừa là tệp đọc vào vừa là tệp ghi ra
