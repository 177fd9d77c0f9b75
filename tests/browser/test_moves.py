"""Who moves through the databoek knows where they are: title, focus and what is read aloud; and comes back where they were."""

from playwright.sync_api import Page, WebSocketRoute, expect
from support.access import check_access
from support.settled import settle

LISTEN = """() => {
    window.heard = [];
    const spoken = document.getElementById("gemeld");
    new MutationObserver(() => spoken.textContent && window.heard.push(spoken.textContent))
        .observe(spoken, { childList: true, characterData: true, subtree: true });
}"""
COUNT_RUNS = """() => {
    window.runs = 0;
    new MutationObserver(() => window.runs += 1)
        .observe(document.querySelector("[data-testid=stApp]"), { attributeFilter: ["data-test-script-state"] });
}"""
FOCUS = "document.activeElement.innerText || document.activeElement.tagName"
ROW = "Netto-arbeidsparticipatie"
FILTERED = "/?ambitie=meedoen&gemeente=GM0344"


def heard(page: Page) -> list[str]:
    """What was read aloud since the last time this was asked."""
    page.wait_for_timeout(100)  # the region is emptied first, so that the same is said twice
    return page.evaluate("window.heard.splice(0)")


def scrolled(page: Page) -> float:
    settle(page)
    return page.evaluate("scrollY")


def row(page: Page):
    return page.get_by_role("main").get_by_role("link", name=ROW)


def test_a_move_has_its_title_its_focus_and_its_name_and_the_ways_back_lead_to_the_same_place(visit):
    page = visit(FILTERED, width=360)
    page.evaluate(LISTEN)
    expect(page).to_have_title("Overzicht · Databoek Utrecht")
    assert page.evaluate(FOCUS) == page.locator("body").inner_text(), "who comes in starts at the top"
    row(page).scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 40)")
    before = scrolled(page)
    assert before > 0
    row(page).click()
    expect(page).to_have_title(f"{ROW} · Databoek Utrecht")
    assert scrolled(page) == 0
    assert page.evaluate(FOCUS) == ROW
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert heard(page) == [f"{ROW} · Databoek Utrecht"]
    page.evaluate("scrollTo(0, 300)")
    page.wait_for_timeout(300)
    page.go_back()
    expect(page).to_have_title("Overzicht · Databoek Utrecht")
    assert scrolled(page) == before
    assert page.url.endswith(FILTERED)
    assert page.evaluate(FOCUS) == ROW
    page.go_forward()
    expect(page).to_have_title(f"{ROW} · Databoek Utrecht")
    assert scrolled(page) == 300
    heard(page)
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Overzicht").click()
    expect(page).to_have_title("Overzicht · Databoek Utrecht")
    assert scrolled(page) == before
    assert page.url.endswith(FILTERED)
    assert heard(page) == ["Overzicht · Databoek Utrecht"]
    page.reload()
    assert abs(scrolled(page) - before) < 2


def test_by_keyboard_a_choice_says_how_many_are_shown_and_single_letters_do_nothing(visit):
    page = visit("/?status=achter", width=1280)
    page.evaluate(LISTEN)
    page.evaluate(COUNT_RUNS)
    for key in ("r", "c", "R", "C", "x", "/"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.evaluate("window.runs") == 0
    field = page.get_by_label("Zoek in naam en definitie")
    field.fill("")
    field.press_sequentially("corr")  # in a field a letter is a letter
    expect(field).to_have_value("corr")
    field.fill("vrijwilligers")
    field.press("Enter")
    expect(page.locator("[data-meldt]")).to_contain_text("1 van de 28")
    settle(page)
    said = heard(page)
    assert len(said) == 1
    assert "1 van de 28" in said[0]
    expect(page).to_have_title("Overzicht · Databoek Zaanstad")
    check_access(page)


SCROLL_AND_FOLLOW = """async link => {
    scrollBy(0, -40);
    await new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)));
    link.click();
}"""


def test_who_follows_a_link_to_a_part_while_the_page_still_moves_arrives_at_that_part(visit):
    page, held, is_slow = visit("/", width=360), [], False

    def pass_on(to_server: WebSocketRoute, message: str | bytes) -> None:
        if is_slow:
            held.append(lambda: to_server.send(message))
        else:
            to_server.send(message)

    def connect(browser: WebSocketRoute) -> None:
        to_server = browser.connect_to_server()
        browser.on_message(lambda message: pass_on(to_server, message))

    page.route_web_socket("**/_stcore/stream", connect)
    page.reload()
    settle(page)
    link = page.get_by_role("contentinfo").get_by_role("link", name="Wat we wel en niet bewaren")
    link.scroll_into_view_if_needed()
    is_slow = True
    link.evaluate(SCROLL_AND_FOLLOW)
    page.wait_for_timeout(400)  # the page came to rest after the link was followed and before the server answered
    is_slow = False
    assert held, "the browser asked for the other page"
    for send in held:
        send()
    heading = page.get_by_role("heading", level=2).filter(has_text="Privacy")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)
