"""explore(z) on a page, by a real mouse: pans, reads a node, unfolds a loop, steps through a pass, searches, and saves."""

from playwright.sync_api import TimeoutError

CELL = """Tensor rounds(Tensor h) {
    for (int i = 0; i < 5; i++) { h = h.mul(2).sin(); }
    return h;
}
Tensor start = tensor(0.5).requiresGrad_(true);
explore(rounds(start).exp())"""
GRAPH = ".leibniz-explore"


def use(page, look=lambda name: None):
    """Explores the graph that is shown on the page; `look` may take pictures."""
    graph = page.locator(GRAPH)
    canvas = graph.locator("canvas")
    canvas.wait_for()
    canvas.scroll_into_view_if_needed()
    problems = []
    places = nodes(page)
    if len(places) != 3:
        return [f"A graph of a leaf, a loop and an operation shows {list(places)}"]
    leaf, loop, _ = places
    look("first")
    drag(page, places[leaf], 40, 60)
    if tip(page, *places[leaf]) == leaf:
        problems.append("A graph that was dragged is where it was")
    moved = (places[leaf][0] + 40, places[leaf][1] + 60)
    if tip(page, *moved) != leaf:
        problems.append(f"A graph that was dragged shows {tip(page, *moved)!r} where {leaf!r} should be")
    page.mouse.click(places[loop][0] + 40, places[loop][1] + 60)
    problems += expect(page, ".panel", "·cos u9", "the rule of a node that was clicked")
    look("node")
    graph.get_by_role("button", name="Unfold").click()
    problems += expect(page, ".panel", "Sin", "a node of the loop that was unfolded")
    graph.get_by_role("button", name="Close").click()
    graph.get_by_role("button", name="Show all").click()
    unfolded = canvas.get_attribute("aria-label")
    if "12 nodes" not in unfolded:
        problems.append(f"A loop that was unfolded is part of a {unfolded!r}")
    graph.get_by_role("button", name="Backward").click()
    graph.get_by_role("button", name="Next step").click()
    problems += expect(page, ".steps", "step 2 of 12", "the second step")
    problems += expect(page, "[role=status]", "Backward, step 2 of 12: ", "what screen readers are told of it")
    look("stepped")
    graph.locator(".search").fill("sin")
    problems += expect(page, ".hits", "1 of 5", "how often a name was found")
    page.keyboard.press("Enter")
    problems += expect(page, ".hits", "2 of 5", "the next hit")
    look("found")
    return problems + save(page)


def save(page):
    """The state of a widget goes into the notebook only where nothing on the page keeps that from being copied."""
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save').then(() => null)")
    try:
        page.wait_for_function("() => JSON.stringify(jupyterapp.shell.currentWidget.model.sharedModel.metadata).includes('_esm')")
        return []
    except TimeoutError:
        return ["The state of an explored graph is not saved in the notebook"]


def nodes(page):
    """What the tip says of each node in the middle line of the picture, and where it is."""
    box = page.locator(f"{GRAPH} canvas").bounding_box()
    found = {}
    for x in range(6, int(box["width"]), 12):
        place = (box["x"] + x, box["y"] + box["height"] / 2)
        said = tip(page, *place)
        if said:
            found.setdefault(said, place)
    return {said: (x + 12, y) for said, (x, y) in found.items()}


def tip(page, x, y):
    page.mouse.move(x, y)
    return page.evaluate(f"() => {{ const tip = document.querySelector('{GRAPH} .tip'); return tip.hidden ? '' : tip.textContent; }}")


def drag(page, place, dx, dy):
    page.mouse.move(*place)
    page.mouse.down()
    page.mouse.move(place[0] + dx, place[1] + dy, steps=8)
    page.mouse.up()


def expect(page, part, text, what):
    """Waits for a part of the graph to say something, and says what it says if it never does."""
    script = "([part, text]) => document.querySelector(part)?.textContent.includes(text)"
    try:
        page.wait_for_function(script, arg=[f"{GRAPH} {part}", text])
        return []
    except TimeoutError:
        return [f"{what} is {page.locator(f'{GRAPH} {part}').text_content()!r} and not {text!r}"]
