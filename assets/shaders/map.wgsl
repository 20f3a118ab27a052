// Fills with screen-space hatches, and anti-aliased lines of constant width on screen.
//
// Positions are metres east/north of a layer origin. All that is measured in pixels counts from the top left corner of the
// render target, y down. Colours are gamma-encoded with straight alpha; blending expects premultiplied.

struct Batch {
    colour: vec4<f32>,
    hatch_colour: vec4<f32>,
    // stroke, space, stroke, space along a line; all zero: solid
    dash_px: vec4<f32>,
    target_px: vec2<f32>,
    // where the centre of the view lies on the target
    focus_px: vec2<f32>,
    // the centre of the view relative to the layer origin, in two parts
    centre_m: vec2<f32>,
    centre_rest_m: vec2<f32>,
    hatch_anchor_px: vec2<f32>,
    hatch_spacing_px: f32,
    hatch_width_px: f32,
    px_per_m: f32,
    half_width_px: f32,
    hatch_kind: u32,
    target_is_linear: u32,
};

@group(0) @binding(0) var<uniform> batch: Batch;

const HATCH_DIAGONAL = 1u;
const HATCH_BACK_DIAGONAL = 2u;
const HATCH_CROSS = 3u;
const HATCH_GRID = 4u;
const HATCH_DOTS = 5u;
const HATCH_HORIZONTAL = 6u;

const SQRT_HALF = 0.70710678;

fn px_from_m(position_m: vec2<f32>) -> vec2<f32> {
    let offset_m = (position_m - batch.centre_m) - batch.centre_rest_m;
    return batch.focus_px + vec2<f32>(offset_m.x, -offset_m.y) * batch.px_per_m;
}

fn clip_from_px(px: vec2<f32>) -> vec4<f32> {
    let ndc = px / batch.target_px * 2.0 - 1.0;
    return vec4<f32>(ndc.x, -ndc.y, 0.0, 1.0);
}

fn linear_from_gamma(gamma: vec3<f32>) -> vec3<f32> {
    let low = gamma / 12.92;
    let high = pow((gamma + 0.055) / 1.055, vec3<f32>(2.4));
    return select(high, low, gamma < vec3<f32>(0.04045));
}

fn premultiplied(colour: vec4<f32>) -> vec4<f32> {
    var rgb = colour.rgb;
    if batch.target_is_linear != 0u {
        rgb = linear_from_gamma(rgb);
    }
    return vec4<f32>(rgb * colour.a, colour.a);
}

// ---- fills ----

@vertex
fn fill_vertex(@location(0) position_m: vec2<f32>) -> @builtin(position) vec4<f32> {
    return clip_from_px(px_from_m(position_m));
}

// Distance to the nearest multiple of the spacing.
fn to_nearest(along: f32) -> f32 {
    let periods = along / batch.hatch_spacing_px;
    return abs(periods - round(periods)) * batch.hatch_spacing_px;
}

// How much of a pixel a line (or dot) of the hatch covers whose middle is `distance` away.
fn hatch_cover(distance: f32) -> f32 {
    return clamp(batch.hatch_width_px * 0.5 + 0.5 - distance, 0.0, 1.0);
}

fn hatch_at(px: vec2<f32>) -> f32 {
    let p = px - batch.hatch_anchor_px;
    let rising = (p.x + p.y) * SQRT_HALF;
    let falling = (p.x - p.y) * SQRT_HALF;
    switch batch.hatch_kind {
        case HATCH_DIAGONAL: { return hatch_cover(to_nearest(rising)); }
        case HATCH_BACK_DIAGONAL: { return hatch_cover(to_nearest(falling)); }
        case HATCH_CROSS: { return max(hatch_cover(to_nearest(rising)), hatch_cover(to_nearest(falling))); }
        case HATCH_GRID: { return max(hatch_cover(to_nearest(p.x)), hatch_cover(to_nearest(p.y))); }
        case HATCH_DOTS: {
            let half = batch.hatch_spacing_px * 0.5;
            let even = length(vec2<f32>(to_nearest(p.x), to_nearest(p.y)));
            let odd = length(vec2<f32>(to_nearest(p.x + half), to_nearest(p.y + half)));
            return hatch_cover(min(even, odd));
        }
        case HATCH_HORIZONTAL: { return hatch_cover(to_nearest(p.y)); }
        default: { return 0.0; }
    }
}

@fragment
fn fill_fragment(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    let base = premultiplied(batch.colour);
    let hatch = premultiplied(batch.hatch_colour) * hatch_at(at.xy);
    return hatch + base * (1.0 - hatch.a);
}

// ---- lines: one instance per segment a → b, with the points before and after it ----

struct Segment {
    @builtin(position) position: vec4<f32>,
    // ends of the segment, pixels
    @location(0) @interpolate(flat) ends: vec4<f32>,
    // normals of the lines that part this segment from the ones before and after it; zero: nothing to part from
    @location(1) @interpolate(flat) parting: vec4<f32>,
    // length of the line up to the first end, pixels
    @location(2) @interpolate(flat) along: f32,
};

const NOWHERE = vec4<f32>(2.0, 2.0, 2.0, 1.0);

// Where two segments meet, each pixel belongs to the one on its side of the bisector: nothing is painted twice, so that
// translucent lines have no spots. Segments shorter than the line is wide are not parted: their overlap does not show.
fn parting_normal(before: vec2<f32>, corner: vec2<f32>, after: vec2<f32>) -> vec2<f32> {
    let arriving = corner - before;
    let leaving = after - corner;
    let shorter = min(length(arriving), length(leaving));
    if shorter <= batch.half_width_px + 1.0 {
        return vec2<f32>(0.0);
    }
    return normalize(arriving) + normalize(leaving);
}

// The stretch of a → b, as shares of its length, that lies near the target.
fn visible_stretch(a: vec2<f32>, b: vec2<f32>, margin: f32) -> vec2<f32> {
    let step = b - a;
    let safe = select(step, vec2<f32>(1e-6), abs(step) < vec2<f32>(1e-6));
    let to_low = (vec2<f32>(-margin) - a) / safe;
    let to_high = (batch.target_px + margin - a) / safe;
    let enters = min(to_low, to_high);
    let leaves = max(to_low, to_high);
    return vec2<f32>(max(max(enters.x, enters.y), 0.0), min(min(leaves.x, leaves.y), 1.0));
}

@vertex
fn line_vertex(
    @builtin(vertex_index) corner: u32,
    @location(0) before: vec4<f32>,
    @location(1) first: vec4<f32>,
    @location(2) second: vec4<f32>,
    @location(3) after: vec4<f32>,
) -> Segment {
    var segment: Segment;
    segment.position = NOWHERE;
    let a = px_from_m(first.xy);
    let b = px_from_m(second.xy);
    let step = b - a;
    let long = length(step);
    let reach = batch.half_width_px + 1.0;
    let stretch = visible_stretch(a, b, reach + 16.0);
    if first.w == 0.0 || long == 0.0 || stretch.x >= stretch.y {
        return segment;
    }
    let direction = step / long;
    let from_px = a + step * stretch.x;
    let to_px = a + step * stretch.y;
    // a strip of four corners: both ends on one side of the segment, then both on the other
    let end = select(from_px, to_px, corner % 2u == 1u);
    let outwards = select(-1.0, 1.0, corner % 2u == 1u);
    let side = select(-1.0, 1.0, corner >= 2u);
    let across = vec2<f32>(-direction.y, direction.x);
    segment.position = clip_from_px(end + (direction * outwards + across * side) * reach);
    segment.ends = vec4<f32>(from_px, to_px);
    segment.along = first.z * batch.px_per_m + long * stretch.x;
    if stretch.x == 0.0 {
        segment.parting = vec4<f32>(parting_normal(px_from_m(before.xy), a, b), 0.0, 0.0);
    }
    if stretch.y == 1.0 {
        segment.parting = vec4<f32>(segment.parting.xy, parting_normal(a, b, px_from_m(after.xy)));
    }
    return segment;
}

// How much of a pixel a stroke covers that begins at `begin` and is `long` pixels long, on a line of strokes repeated each `period`.
fn stroke_cover(along: f32, begin: f32, long: f32, period: f32) -> f32 {
    let off = along - (begin + long * 0.5);
    let distance = abs(off - round(off / period) * period);
    return clamp(long * 0.5 + 0.5 - distance, 0.0, 1.0);
}

fn dash_cover(along: f32) -> f32 {
    let dash = batch.dash_px;
    let period = dash.x + dash.y + dash.z + dash.w;
    if period <= 0.0 {
        return 1.0;
    }
    return max(stroke_cover(along, 0.0, dash.x, period), stroke_cover(along, dash.x + dash.y, dash.z, period));
}

@fragment
fn line_fragment(segment: Segment) -> @location(0) vec4<f32> {
    let px = segment.position.xy;
    let from_first = px - segment.ends.xy;
    let from_second = px - segment.ends.zw;
    let step = segment.ends.zw - segment.ends.xy;
    let long = length(step);
    let direction = step / max(long, 1e-6);
    let forward = clamp(dot(from_first, direction), 0.0, long);
    let distance = length(from_first - direction * forward);
    var cover = clamp(batch.half_width_px + 0.5 - distance, 0.0, 1.0) * dash_cover(segment.along + forward);
    if dot(from_first, segment.parting.xy) < 0.0 {
        cover = 0.0;
    }
    if any(segment.parting.zw != vec2<f32>(0.0)) && dot(from_second, segment.parting.zw) >= 0.0 {
        cover = 0.0;
    }
    return premultiplied(batch.colour) * cover;
}
