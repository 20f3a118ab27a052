"""The table of a comparison, as Markdown."""

from statistics import median


class Row:
    """A measure against one peer: where its figures stand, and what was promised, as a ratio (`at least`) or of our own figure (`at most`)."""

    def __init__(self, measure, task, peer, ours, theirs, gate, aim=None, unit="s", at_most=False):
        self.measure, self.task, self.peer = measure, task, peer
        self.ours, self.theirs, self.gate, self.aim = ours, theirs, gate, aim
        self.unit, self.at_most = unit, at_most


class Phases:
    """A figure of some phases of a task; without phases of the whole process."""

    def __init__(self, *names, figure="cpu"):
        self.names, self.figure = names, figure

    def of(self, one, figure=None):
        figure = figure or self.figure
        if not self.names:
            return one["process"].get(figure)
        figures = [one["phases"].get(name, {}).get(figure) for name in self.names]
        return None if None in figures else sum(figures)


class Best:
    """The smallest of several figures: the better case of a program."""

    def __init__(self, *figures):
        self.figures, self.figure = figures, figures[0].figure

    def of(self, one, figure=None):
        known = [value for value in (each.of(one, figure) for each in self.figures) if value is not None]
        return min(known, default=None)


INDEXED = "QGIS, GeoPackage"
PROCESS, PEAK = Phases(), Phases(figure="rss_mb")
LOAD, FIND = Phases("load"), Phases("index", "find")
MEMORY = Phases("load", figure="rss_mb")
CROSS = Phases("read", "overlay", "table")


def frame(quantile):
    return Phases("app, panning, all in sight", figure=quantile)


def qgis_frame(sight):
    return Best(*(Phases(f"{job}, {sight}") for job in ("parallel", "painter")))


def rows(sizes):
    big, whole = f"{sizes[-1]}k", "all in sight"
    made = []
    wall = Phases(figure="wall")
    for task, name, gates in (("window", "start, the embedded park", (6, 10)), (f"window {big}", f"start with {big} parcels", (8, 13))):
        made += [
            Row(f"{name}: processor", task, "QGIS", PROCESS, PROCESS, *gates),
            Row(f"{name}: wall", task, "QGIS", wall, wall, *gates),
            Row(f"{name}: memory, half of theirs", task, "QGIS", PEAK, PEAK, 2 if task == "window" else None, unit="MB"),
            # not the same file: theirs draws from an index that it has, ours reads text
            Row("… theirs from its own indexed format: processor", task, INDEXED, PROCESS, PROCESS, None),
        ]
    made.append(Row("start, the embedded park: memory of ours", "window", "QGIS", PEAK, PEAK, 150, unit="MB", at_most=True))
    layer, cross = f"layer {big}", f"cross {big}"
    made += [
        Row(f"load {big} to metres with index", layer, "QGIS", LOAD, LOAD, 8, 14),
        Row(f"load {big} to metres with index", layer, "geopandas", LOAD, LOAD, 3, 5.5),
        Row("peak memory of that", layer, "geopandas", MEMORY, MEMORY, 200, 120, unit="MB", at_most=True),
        Row("peak memory of that", layer, "QGIS", MEMORY, MEMORY, 200, 120, unit="MB", at_most=True),
        Row(f"index {big} and find 100,000 places", layer, "QGIS", FIND, FIND, 10, 25),
        Row(f"index {big} and find 100,000 places", layer, "geopandas", FIND, FIND, 1.5, 2.2),
    ]
    judged = Phases("check")
    made += [
        Row("judge 2,000 zones in memory", "check plan_2000", "geopandas", judged, judged, 10, 50),
        Row("judge 2,000 zones in memory", "check plan_2000", "QGIS", judged, judged, None),
        Row("… as a coverage (shapely's best)", "check plan_2000", "geopandas", judged, Phases("check as a coverage"), None),
        Row("judge 50 zones in memory", "check plan_50", "geopandas", judged, judged, None),
        Row("judge 50 zones with faults in memory", "check defects_50", "geopandas", judged, judged, None),
    ]
    for zones in ("50", "2000"):
        for peer in ("geopandas", "QGIS"):
            made.append(Row(f"`hecta check` of {zones} zones, whole process", f"process plan_{zones}", peer, PROCESS, PROCESS, 10, 30))
            made.append(Row("… as JSON, with areas on the ellipsoid, which theirs are not asked for", f"process in JSON plan_{zones}", peer,
                            PROCESS, PROCESS, None))
    made += [
        Row(f"cross table {big} × 50, with reading", cross, "QGIS", PROCESS, CROSS, 8, 14),
        Row(f"cross table {big} × 50, with reading", cross, "geopandas", PROCESS, CROSS, 3, 5),
        Row("a move of a drag in 2,000 zones, 99 of 100", "drag plan_2000", "geopandas", Phases("drag", figure="p99"),
            Phases("drag", figure="p99"), 1, 0.3, unit="ms", at_most=True),
    ]
    for size, limits in zip(("10", "100"), ((8, 4), (16, 8))):
        made.append(Row(f"frame while panning, {size}k, {whole}, 95 of 100", f"frame {size}k", "QGIS", frame("p95"), qgis_frame(whole),
                        *limits, unit="ms", at_most=True))
        made.append(Row(f"frame while zooming, {size}k, {whole}, 95 of 100", f"frame {size}k", "QGIS",
                        Phases(f"app, zooming, {whole}", figure="p95"), qgis_frame(whole), *limits, unit="ms", at_most=True))
        made.append(Row(f"frame while panning, {size}k, a part, 95 of 100", f"frame {size}k", "QGIS",
                        Phases("app, panning, a part in sight", figure="p95"), qgis_frame("a part in sight"), *limits, unit="ms", at_most=True))
        made.append(Row(f"… with filling and submitting buffers, {size}k, {whole}", f"frame {size}k", "QGIS",
                        Phases(f"thread, panning, {whole}", figure="p95"), qgis_frame(whole), None, unit="ms"))
    return made


def markdown(told):
    results, machine = told["results"], told["machine"]
    sizes = sorted({int(task.split()[1][:-1]) for task in results if task.split()[-1].endswith("k")}) or [100]
    before, after = (f"{load[0]:.1f}" for load in (machine["load_before"], machine["load_after"]))
    lines = ["# Hecta and other programs on the same work", ""]
    lines += [f"* {machine['cores']} × {machine['model']}, {machine['system']}; load {before} before, {after} after"]
    lines += [f"* {version}" if program == "Hecta" else f"* {program} {version}" for program, version in told["versions"].items()]
    lines += ["", *truth(told), ""]
    lines += ["| measure | against | theirs | ours | ratio (range) | wall, theirs / ours | gate | aim | met |", "|---|---|--:|--:|--:|--:|--:|--:|---|"]
    lines += [line for row in rows(sizes) if (line := line_of(row, results))]
    if len(sizes) > 1:
        lines += ["", *growth(results, sizes)]
    lines += ["", *raster(results), "", *NOTES]
    return "\n".join(lines)


def truth(told):
    if told["faults"]:
        return ["**What differs from the truth (its times do not count):**", ""] + [f"* {fault}" for fault in told["faults"]]
    return ["All totals of all runs, theirs and ours, are those of the truth: areas to 0.01 m², counts exactly."]


def line_of(row, results):
    pairs = results.get(row.task, {}).get(row.peer)
    if not pairs:
        return None
    ours, theirs = [row.ours.of(pair[0]) for pair in pairs], [row.theirs.of(pair[1]) for pair in pairs]
    if None in ours + theirs:
        return None
    ratios = sorted(b / a for a, b in zip(ours, theirs))
    walls = [[figure.of(pair[at], "wall") for pair in pairs] for figure, at in ((row.theirs, 1), (row.ours, 0))]
    wall = "" if row.unit != "s" or None in walls[0] + walls[1] else " / ".join(time(median(each)) for each in walls)
    figure = (lambda value: f"{value:,.0f} MB") if row.unit == "MB" else time
    ratio = f"{median(ratios):.1f}× ({ratios[0]:.1f}–{ratios[-1]:.1f})"
    cells = [row.measure, row.peer, figure(median(theirs)), figure(median(ours)), ratio, wall, *promised(row, median(ours), median(ratios))]
    return "| " + " | ".join(cells) + " |"


def promised(row, ours, ratio):
    if row.gate is None:
        return ["", "", ""]
    if row.at_most:
        value = ours * 1e3 if row.unit == "ms" else ours
        words, kept = "≤ {:g} " + row.unit, lambda limit: value <= limit
    else:
        words, kept = "≥ {:g}×", lambda limit: ratio >= limit
    met = "aim" if row.aim is not None and kept(row.aim) else "gate" if kept(row.gate) else "**no**"
    return [words.format(row.gate), "" if row.aim is None else words.format(row.aim), "yes" if row.aim is None and met == "gate" else met]


def time(seconds):
    if seconds >= 1:
        return f"{seconds:,.2f} s"
    return f"{seconds * 1e3:,.0f} ms" if seconds >= 0.1 else f"{seconds * 1e3:.3g} ms"


def growth(results, sizes):
    """How our figures grow from one size to the other."""
    small, big = sizes[0], sizes[-1]
    kinds = (("load", "layer", LOAD), ("its peak memory", "layer", MEMORY), ("index and find", "layer", FIND), ("find alone", "layer", Phases("find")),
             ("cross table", "cross", PROCESS), ("frame while panning, all in sight, median", "frame", frame("cpu")))
    lines = [f"| growth {small}k → {big}k ({big // small}× as many) | {small}k | {big}k | factor | gate | aim | met |", "|---|--:|--:|--:|--:|--:|---|"]
    for name, task, figure in kinds:
        known = [results.get(f"{task} {size}k") for size in (small, big)]
        if None in known:
            continue
        values = [median(figure.of(pair[0]) for pairs in peers.values() for pair in pairs) for peers in known]
        factor = values[1] / values[0] if values[0] else float("inf")
        shown = [f"{value:,.0f} MB" if figure.figure == "rss_mb" else time(value) for value in values]
        met = "aim" if factor <= 10.5 else "gate" if factor <= 12 else "**no**"
        lines.append(f"| {name} | {shown[0]} | {shown[1]} | {factor:.1f}× | ≤ 12× | ≤ 10.5× | {met} |")
    return lines if len(lines) > 2 else []


def raster(results):
    """What a frame takes on all threads when Mesa paints its pixels, too."""
    lines = []
    for task, peers in results.items():
        if task.startswith("frame"):
            for sight in ("all in sight", "a part in sight"):
                runs = [pair[0] for pairs in peers.values() for pair in pairs]
                each = median(run["phases"][f"raster, {sight}"]["cpu"] / run["totals"]["painted"] for run in runs)
                lines.append(f"* {task.split()[1]}, {sight}: {time(each)}")
    return ["A whole frame of 1920×1080 on all threads, every pixel painted by the processor (no graphics processor):", "", *lines] if lines else []


NOTES = """## How to read it

* Times are processor time unless they say wall; each ratio is the median of the ratios of pairs that ran one after the other.
* In memory against in memory, process against process. Where our whole process stands against phases of theirs (cross table), the start of
  their interpreter is left out and the start of our program is not.
* `hecta check` against Python is mostly the start of an interpreter and its libraries: some 0.4 s of geopandas and 0.5 s of QGIS are there
  before a file is opened. The rows "in memory" are without it.
* A start ends where the program begins to take less than 1.5 % of a processor for two seconds, with its window on a virtual screen;
  its first start, which makes its settings, does not count. Without a graphics processor both paint by the processor, which is in it.
* QGIS reads each file once for features, projection and index together, which is less than its user's usual way. Its frames are its best case:
  its own format with an index, the project in the system of the layer, lines of one pixel, the faster of its two ways to draw. It paints
  pixels in that time; ours hands triangles to a graphics processor, and what all threads take without one stands apart.
* Totals of layers are summed around a near origin, as coordinates of seven digits before the point would lose the last digits of an area.
  Our figures are of coordinates on a grid of micrometres, theirs of numbers as they stand; on a grid of millimetres a total of these files
  may change by up to 0.5 m², so nothing here is laid on one.""".splitlines()
