//! The map as hands and eyes meet it: gestures through egui's events, pictures of what they show.

#[path = "ui_canvas/gestures.rs"]
mod gestures;
#[path = "ui_canvas/pictures.rs"]
mod pictures;
#[path = "ui_canvas/snap_marks.rs"]
mod snap_marks;
#[path = "ui_canvas/stage.rs"]
mod stage;
