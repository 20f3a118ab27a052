//! Pipelines and buffers; everything that is given to wgpu.

use std::collections::HashMap;
use std::num::NonZeroU64;
use std::ops::Range;
use std::sync::{Arc, Weak};

use eframe::egui::PaintCallbackInfo;
use eframe::egui::epaint::ViewportInPixels;
use egui_wgpu::{CallbackResources, CallbackTrait, ScreenDescriptor};

use super::geometry::{LayerGeometry, LinePoint};
use super::painter::{LayerId, SharedLayer};
use super::style::{FillStyle, LineStyle};
use super::uniform::{BatchUniform, Placement, Target};
use super::view::MapView;

/// The pipelines, and what each living painter has uploaded. Lives in egui-wgpu's callback resources.
pub(super) struct GpuPainter {
    fill_pipeline: wgpu::RenderPipeline,
    line_pipeline: wgpu::RenderPipeline,
    bind_group_layout: wgpu::BindGroupLayout,
    uniform_stride: usize,
    target_is_linear: bool,
    maps: HashMap<u64, GpuMap>,
}

/// The buffers of one [`MapPainter`](super::MapPainter) and what it draws in this frame.
struct GpuMap {
    owner: Weak<()>,
    layers: HashMap<LayerId, GpuLayer>,
    uniforms: GrowingBuffer,
    bind_group: Option<wgpu::BindGroup>,
    steps: Vec<Step>,
}

/// One draw call.
struct Step {
    layer: LayerId,
    uniform_offset: u32,
    range: Range<u32>,
    is_line: bool,
}

/// An uploaded layer.
struct GpuLayer {
    serial: u64,
    /// Gone when the painter has forgotten the layer.
    geometry: Weak<LayerGeometry>,
    vertices: GrowingBuffer,
    indices: GrowingBuffer,
    line_points: GrowingBuffer,
    fills: Vec<(FillStyle, Range<u32>)>,
    lines: Vec<(LineStyle, Range<u32>)>,
}

/// What is to be drawn in one frame.
pub(super) struct MapCallback {
    pub map: u64,
    pub owner: Weak<()>,
    pub view: MapView,
    pub layers: Vec<(LayerId, SharedLayer, f32)>,
}

impl CallbackTrait for MapCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(painter) = resources.get_mut::<GpuPainter>() {
            painter.prepare(device, queue, screen, self);
        }
        Vec::new()
    }

    fn paint(&self, info: PaintCallbackInfo, pass: &mut wgpu::RenderPass<'static>, resources: &CallbackResources) {
        if let Some(painter) = resources.get::<GpuPainter>() {
            painter.paint(&info, pass, self.map);
        }
    }
}

impl GpuPainter {
    pub(super) fn new(device: &wgpu::Device, target_format: wgpu::TextureFormat) -> Self {
        let shader = device.create_shader_module(wgpu::include_wgsl!("../../../assets/shaders/map.wgsl"));
        let bind_group_layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("map batch"),
            entries: &[wgpu::BindGroupLayoutEntry {
                binding: 0,
                visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                ty: wgpu::BindingType::Buffer {
                    ty: wgpu::BufferBindingType::Uniform,
                    has_dynamic_offset: true,
                    min_binding_size: NonZeroU64::new(size_of::<BatchUniform>() as u64),
                },
                count: None,
            }],
        });
        let alignment = device.limits().min_uniform_buffer_offset_alignment as usize;
        let pipelines = PipelineMaker { device, shader: &shader, layout: &bind_group_layout, target_format };
        Self {
            fill_pipeline: pipelines.fill(),
            line_pipeline: pipelines.line(),
            bind_group_layout,
            uniform_stride: size_of::<BatchUniform>().next_multiple_of(alignment),
            target_is_linear: target_format.is_srgb(),
            maps: HashMap::new(),
        }
    }

    fn prepare(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, screen: &ScreenDescriptor, frame: &MapCallback) {
        self.maps.retain(|_, map| map.owner.strong_count() > 0);
        let map = self.maps.entry(frame.map).or_insert_with(|| GpuMap::new(frame.owner.clone()));
        let target = Target {
            size_px: screen.size_in_pixels,
            pixels_per_point: screen.pixels_per_point,
            is_linear: self.target_is_linear,
        };
        let mut uniforms = Vec::new();
        map.steps.clear();
        for (id, shared, opacity) in &frame.layers {
            let layer = map.layers.entry(*id).or_insert_with(GpuLayer::empty);
            layer.upload(device, queue, shared);
            let placement = Placement::new(&frame.view, shared.geometry.origin, *opacity, target);
            layer.plan_steps(*id, &placement, self.uniform_stride, &mut map.steps, &mut uniforms);
        }
        map.layers.retain(|_, layer| layer.geometry.strong_count() > 0);
        let mut bytes = vec![0; uniforms.len() * self.uniform_stride];
        for (slot, uniform) in bytes.chunks_exact_mut(self.uniform_stride).zip(&uniforms) {
            slot[..size_of::<BatchUniform>()].copy_from_slice(bytemuck::bytes_of(uniform));
        }
        if map.uniforms.write(device, queue, &bytes) {
            map.bind_group = map.uniforms.buffer.as_ref().map(|buffer| bind_uniforms(device, &self.bind_group_layout, buffer));
        }
    }

    fn paint(&self, info: &PaintCallbackInfo, pass: &mut wgpu::RenderPass<'static>, map: u64) {
        let Some((map, bind_group)) = self.maps.get(&map).and_then(|map| Some((map, map.bind_group.as_ref()?))) else { return };
        let visible = info.viewport.intersect(info.clip_rect);
        if !visible.is_positive() {
            return;
        }
        let scissor = ViewportInPixels::from_points(&visible, info.pixels_per_point, info.screen_size_px);
        let [left, top, width, height] =
            [scissor.left_px, scissor.top_px, scissor.width_px, scissor.height_px].map(|px| px.max(0).cast_unsigned());
        if width == 0 || height == 0 {
            return;
        }
        // the whole target as viewport: a rectangle at a fraction of a pixel would shift the map against egui's shapes
        let [target_width, target_height] = info.screen_size_px.map(|px| px as f32);
        pass.set_viewport(0.0, 0.0, target_width, target_height, 0.0, 1.0);
        pass.set_scissor_rect(left, top, width, height);
        let mut drawing_lines = None;
        for step in &map.steps {
            if drawing_lines != Some(step.is_line) {
                pass.set_pipeline(if step.is_line { &self.line_pipeline } else { &self.fill_pipeline });
                drawing_lines = Some(step.is_line);
            }
            pass.set_bind_group(0, bind_group, &[step.uniform_offset]);
            if let Some(layer) = map.layers.get(&step.layer) {
                layer.draw(pass, step);
            }
        }
    }
}

fn bind_uniforms(device: &wgpu::Device, layout: &wgpu::BindGroupLayout, buffer: &wgpu::Buffer) -> wgpu::BindGroup {
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("map batch"),
        layout,
        entries: &[wgpu::BindGroupEntry {
            binding: 0,
            resource: wgpu::BindingResource::Buffer(wgpu::BufferBinding {
                buffer,
                offset: 0,
                size: NonZeroU64::new(size_of::<BatchUniform>() as u64),
            }),
        }],
    })
}

impl GpuMap {
    fn new(owner: Weak<()>) -> Self {
        Self {
            owner,
            layers: HashMap::new(),
            uniforms: GrowingBuffer::new(wgpu::BufferUsages::UNIFORM),
            bind_group: None,
            steps: Vec::new(),
        }
    }
}

impl GpuLayer {
    fn empty() -> Self {
        Self {
            serial: 0,
            geometry: Weak::new(),
            vertices: GrowingBuffer::new(wgpu::BufferUsages::VERTEX),
            indices: GrowingBuffer::new(wgpu::BufferUsages::INDEX),
            line_points: GrowingBuffer::new(wgpu::BufferUsages::VERTEX),
            fills: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Brings the buffers up to the layer's geometry, if that has changed.
    fn upload(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, shared: &SharedLayer) {
        if self.serial == shared.serial {
            return;
        }
        self.serial = shared.serial;
        self.geometry = Arc::downgrade(&shared.geometry);
        let LayerGeometry { fills, lines, .. } = &*shared.geometry;
        let (mut vertices, mut indices) = (Vec::<[f32; 2]>::new(), Vec::<u32>::new());
        self.fills.clear();
        for batch in fills {
            let (first_vertex, first_index) = (vertices.len() as u32, indices.len() as u32);
            vertices.extend_from_slice(&batch.vertices);
            indices.extend(batch.triangles.iter().map(|i| first_vertex + i));
            self.fills.push((batch.style, first_index..indices.len() as u32));
        }
        let mut points = Vec::<LinePoint>::new();
        self.lines.clear();
        for batch in lines {
            let first_point = points.len() as u32;
            points.extend_from_slice(&batch.points);
            self.lines.push((batch.style, first_point..points.len() as u32));
        }
        self.vertices.write(device, queue, bytemuck::cast_slice(&vertices));
        self.indices.write(device, queue, bytemuck::cast_slice(&indices));
        self.line_points.write(device, queue, bytemuck::cast_slice(&points));
    }

    /// Appends the layer's draw calls, fills first, then halos, then lines, each with its uniform.
    fn plan_steps(
        &self,
        layer: LayerId,
        placement: &Placement,
        uniform_stride: usize,
        steps: &mut Vec<Step>,
        uniforms: &mut Vec<BatchUniform>,
    ) {
        let mut push = |uniform: BatchUniform, range: &Range<u32>, is_line: bool| {
            let uniform_offset = (uniforms.len() * uniform_stride) as u32;
            steps.push(Step { layer, uniform_offset, range: range.clone(), is_line });
            uniforms.push(uniform);
        };
        for (style, range) in &self.fills {
            push(placement.fill(style), range, false);
        }
        for (style, range) in &self.lines {
            if let Some(halo) = placement.halo(style) {
                push(halo, range, true);
            }
        }
        for (style, range) in &self.lines {
            push(placement.line(style), range, true);
        }
    }

    fn draw(&self, pass: &mut wgpu::RenderPass<'static>, step: &Step) {
        if step.is_line {
            let Some(points) = &self.line_points.buffer else { return };
            // a segment reads its two points and one on each side: the same buffer four times, one point further each time
            let stride = size_of::<LinePoint>() as u64;
            for slot in 0..4 {
                pass.set_vertex_buffer(slot, points.slice((u64::from(step.range.start) + u64::from(slot)) * stride..));
            }
            pass.draw(0..4, 0..(step.range.len() as u32).saturating_sub(3));
        } else if let (Some(vertices), Some(indices)) = (&self.vertices.buffer, &self.indices.buffer) {
            pass.set_vertex_buffer(0, vertices.slice(..));
            pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
            pass.draw_indexed(step.range.clone(), 0, 0..1);
        }
    }
}

/// A GPU buffer that is reused while its content fits.
struct GrowingBuffer {
    usage: wgpu::BufferUsages,
    buffer: Option<wgpu::Buffer>,
}

impl GrowingBuffer {
    const fn new(usage: wgpu::BufferUsages) -> Self {
        Self { usage, buffer: None }
    }

    /// Replaces the content; true if that took a new buffer.
    fn write(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, bytes: &[u8]) -> bool {
        if bytes.is_empty() {
            return false;
        }
        let needed = bytes.len() as u64;
        let fits = self.buffer.as_ref().is_some_and(|buffer| buffer.size() >= needed);
        if !fits {
            // room to grow, so that a shape that gains corners while it is drawn keeps its buffer
            let size = (needed + needed / 4).next_multiple_of(wgpu::COPY_BUFFER_ALIGNMENT);
            let usage = self.usage | wgpu::BufferUsages::COPY_DST;
            self.buffer = Some(device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("map"),
                size,
                usage,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = &self.buffer {
            queue.write_buffer(buffer, 0, bytes);
        }
        !fits
    }
}

struct PipelineMaker<'a> {
    device: &'a wgpu::Device,
    shader: &'a wgpu::ShaderModule,
    layout: &'a wgpu::BindGroupLayout,
    target_format: wgpu::TextureFormat,
}

impl PipelineMaker<'_> {
    fn fill(&self) -> wgpu::RenderPipeline {
        let vertex = wgpu::VertexBufferLayout {
            array_stride: size_of::<[f32; 2]>() as u64,
            step_mode: wgpu::VertexStepMode::Vertex,
            attributes: &wgpu::vertex_attr_array![0 => Float32x2],
        };
        self.pipeline("fill", wgpu::PrimitiveTopology::TriangleList, &[Some(vertex)])
    }

    fn line(&self) -> wgpu::RenderPipeline {
        let attributes = [
            wgpu::vertex_attr_array![0 => Float32x4],
            wgpu::vertex_attr_array![1 => Float32x4],
            wgpu::vertex_attr_array![2 => Float32x4],
            wgpu::vertex_attr_array![3 => Float32x4],
        ];
        let points = [0, 1, 2, 3].map(|slot: usize| {
            Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<LinePoint>() as u64,
                step_mode: wgpu::VertexStepMode::Instance,
                attributes: &attributes[slot],
            })
        });
        self.pipeline("line", wgpu::PrimitiveTopology::TriangleStrip, &points)
    }

    fn pipeline(
        &self,
        name: &str,
        topology: wgpu::PrimitiveTopology,
        buffers: &[Option<wgpu::VertexBufferLayout<'_>>],
    ) -> wgpu::RenderPipeline {
        let layout = self.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("map"),
            bind_group_layouts: &[Some(self.layout)],
            immediate_size: 0,
        });
        let compilation_options = wgpu::PipelineCompilationOptions::default;
        self.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("map"),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: self.shader,
                entry_point: Some(&format!("{name}_vertex")),
                buffers,
                compilation_options: compilation_options(),
            },
            primitive: wgpu::PrimitiveState { topology, ..Default::default() },
            depth_stencil: None,
            multisample: wgpu::MultisampleState::default(),
            fragment: Some(wgpu::FragmentState {
                module: self.shader,
                entry_point: Some(&format!("{name}_fragment")),
                targets: &[Some(wgpu::ColorTargetState {
                    format: self.target_format,
                    blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    write_mask: wgpu::ColorWrites::ALL,
                })],
                compilation_options: compilation_options(),
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}
