//! What the machine has.

use std::path::Path;

/// Where Linux shows graphics processors, those of virtual machines included.
const GRAPHICS: [&str; 6] = ["/dev/dri", "/dev/nvidia0", "/dev/nvidiactl", "/dev/dxg", "/dev/mali0", "/dev/kgsl-3d0"];

/// Whether there may be a graphics processor. Only "no" is certain, and only Linux can be asked.
pub fn may_have_graphics_processor() -> bool {
    !cfg!(target_os = "linux") || GRAPHICS.iter().any(|path| Path::new(path).exists())
}
