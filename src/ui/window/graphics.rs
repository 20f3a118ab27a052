//! Which graphics library paints the window.
//!
//! Where there may be a graphics processor eframe looks for the best one, through Vulkan and OpenGL. Where there certainly is none, both
//! would load a renderer in software, of which one is used: then Vulkan's alone is made ready, beside the reading of the plan.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use egui_wgpu::{WgpuSetup, WgpuSetupCreateNew, WgpuSetupExisting};
use wgpu::{Adapter, Backends, DeviceType};

use crate::io::devices::may_have_graphics_processor;

/// Vulkan in software, if that is all there is; `None` leaves the choice to eframe.
pub(super) fn in_software() -> Option<WgpuSetup> {
    let is_chosen = ["WGPU_BACKEND", "WGPU_ADAPTER_NAME", "WGPU_POWER_PREF"].iter().any(|name| std::env::var_os(name).is_some());
    if is_chosen || may_have_graphics_processor() {
        return None;
    }
    let mut usual = WgpuSetupCreateNew::without_display_handle();
    usual.instance_descriptor.backends = Backends::VULKAN;
    let describe = usual.device_descriptor.clone();
    let instance = at_once(WgpuSetup::CreateNew(usual).new_instance())?;
    let adapters = at_once(instance.enumerate_adapters(Backends::VULKAN))?;
    let is_software = |adapter: &Adapter| adapter.get_info().device_type == DeviceType::Cpu;
    if !adapters.iter().all(is_software) {
        return None;
    }
    let adapter = adapters.into_iter().next()?;
    let (device, queue) = at_once(adapter.request_device(&describe(&adapter)))?.ok()?;
    Some(WgpuSetup::Existing(WgpuSetupExisting { instance, adapter, device, queue }))
}

/// What a future gives that is ready when it is made, as wgpu's are outside of browsers.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_paints_in_software() {
        let Some(setup) = in_software() else { return };
        let WgpuSetup::Existing(WgpuSetupExisting { adapter, .. }) = setup else { panic!("made ready") };
        assert_eq!(adapter.get_info().device_type, DeviceType::Cpu);
        assert!(!may_have_graphics_processor());
    }

    #[test]
    fn only_what_is_ready_is_waited_for() {
        assert_eq!(at_once(std::future::ready(7)), Some(7));
        assert_eq!(at_once(std::future::pending::<u8>()), None);
    }
}
