"""What is wrong with the labels in the charts of a page, measured in the browser from what it drew; it knows no chart of ours.

A label may not leave the frame of its chart, lie on another label, or lie on a line or mark of data. Grid lines, hatching, bands
and the line of a moment, from bottom to top, are no data: a label may lie on them.
"""

from playwright.sync_api import Page

CHARTS = "[data-testid=stVegaLiteChart] svg.marks"
FAULTS = """() => {
    const FREE = 1, INK = 2.5, STEP = 2, THIN = 1.1, WHOLE = 0.9;
    const seen = element => {
        for (let at = element; at && at.tagName !== "svg"; at = at.parentElement)
            if (at.getAttribute("opacity") === "0" || at.style.opacity === "0") return false;
        return element.getBoundingClientRect().width > 0;
    };
    const inked = element => {
        const box = element.getBoundingClientRect();
        return { left: box.left, right: box.right, top: box.top + INK, bottom: box.bottom - INK };
    };
    const overlap = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > FREE
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > FREE;
    const dots = (path, length, at) => {
        const matrix = path.getScreenCTM(), found = [];
        for (let done = 0; done <= length; done += STEP) found.push(at(done).matrixTransform(matrix));
        return found;
    };
    const along = path => dots(path, path.getTotalLength(), done => path.getPointAtLength(done));
    const smaller = box => ({ left: box.left + 1, right: box.right - 1, top: box.top + 1, bottom: box.bottom - 1 });
    const same = (one, other) => one.text === other.text
        && Math.abs(one.box.left - other.box.left) < 1 && Math.abs(one.box.top - other.box.top) < 1;
    const faults = [];
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart] svg.marks")) {
        const frame = chart.getBoundingClientRect();
        if (!frame.width) continue;
        const name = (chart.closest("[aria-label]").getAttribute("aria-label") || "").slice(0, 60);
        const say = (kind, text) => faults.push(`${innerWidth} ${name}: '${text}' ${kind}`);
        const drawn = (kind, shape) => [...chart.querySelectorAll(`.mark-${kind}.role-mark ${shape}`)].filter(seen);
        const labels = [...chart.querySelectorAll("text")].filter(text => text.textContent.trim() && seen(text))
            .map(text => ({ text: text.textContent.trim(), box: inked(text), data: !!text.closest(".mark-text.role-mark") }))
            .filter((one, place, all) => !all.slice(0, place).some(other => same(one, other)));
        const high = chart.querySelector(".background").getBoundingClientRect().height * WHOLE;
        const rules = drawn("rule", "line").filter(line => parseFloat(line.getAttribute("stroke-width")) >= THIN
            && line.getBoundingClientRect().height < high);
        const lines = [...drawn("line", "path"), ...rules].map(along);
        const marks = drawn("symbol", "path").map(mark => smaller(mark.getBoundingClientRect()));
        labels.forEach((one, place) => {
            const { left, right, top, bottom } = one.box;
            const within = dot => dot.x > left && dot.x < right && dot.y > top && dot.y < bottom;
            const leaves = [frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom];
            if (leaves.some(far => far > FREE)) say("leaves the frame", one.text);
            const under = labels.slice(0, place).filter(other => overlap(one.box, other.box));
            under.forEach(other => say(`lies on '${other.text}'`, one.text));
            if (one.data && lines.some(dots => dots.some(within))) say("lies on a line", one.text);
            if (one.data && marks.some(mark => overlap(one.box, mark))) say("lies on a mark", one.text);
        });
    }
    return faults;
}"""


def faults_of_labels(page: Page) -> list[str]:
    """Every fault in every chart that is in sight: the width, the chart, the label and what it does."""
    return page.evaluate(FAULTS)
