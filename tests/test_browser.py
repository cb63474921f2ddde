"""The pages in a real browser: marks are visible with scripts off, at a desk and on a phone, and no request leaves.

Chromium comes with `apt-get install chromium`, or from elsewhere as `chromium` or `google-chrome` on the PATH.
"""

import json
import shutil
import subprocess

import pytest

import framing
from framing.reading.markup import TINTS
from framing.report.export import across, as_html
from framing.report.pages import index_page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZES = {"desktop": (1280, 1600), "phone": (500, 1200)}
PAGE = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>x</title><body>{}</body></html>'

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed; CONTRIBUTING.md says how to get it"),
]


def looked_at(page, size, *switches):
    """Screenshot of a page as an array of pixels, and the addresses that the browser asked for."""
    image = pytest.importorskip("PIL.Image")
    numpy = pytest.importorskip("numpy")
    shot, log = page.with_suffix(f".{size[0]}.png"), page.with_suffix(f".{size[0]}.json")
    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
             "--disable-component-update", "--no-first-run", f"--user-data-dir={page.parent / 'profile'}",
             f"--window-size={size[0]},{size[1]}", f"--screenshot={shot}", f"--log-net-log={log}", *switches,
             page.as_uri()]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    told = json.loads(log.read_text(encoding="utf-8"))
    asked = {event["params"]["url"] for event in told["events"] if "url" in event.get("params", {})}
    return numpy.asarray(image.open(shot).convert("RGB")), asked


def pixels(seen, colour):
    return int((seen == [int(colour[i : i + 2], 16) for i in (1, 3, 5)]).all(axis=2).sum())


@pytest.mark.parametrize("size", SIZES)
def test_the_reading_view_shows_its_marks_with_scripts_off(size, seeds, tables, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(framing.show(seeds["003"], tables).html), encoding="utf-8")
    seen, asked = looked_at(page, SIZES[size], "--blink-settings=scriptEnabled=false")
    assert all(pixels(seen, tint) > 200 for tint in TINTS[:6])
    assert not [url for url in asked if url.startswith("http")]


@pytest.mark.parametrize("size", SIZES)
def test_a_reports_first_page_shows_its_figures_with_scripts_off(size, tables, tmp_path):
    for name in framing.figures.FIGURES:
        framing.figures.save(name, tables, tmp_path / "figures")
    page = tmp_path / "index.html"
    page.write_text(index_page(tables, tmp_path, [], as_html(across(tables))), encoding="utf-8")
    seen, asked = looked_at(page, SIZES[size], "--blink-settings=scriptEnabled=false")
    assert pixels(seen, "#0072B2") > 200
    assert not [url for url in asked if url.startswith("http")]


def test_a_script_in_an_article_stays_text_where_scripts_run(tmp_path):
    hostile = '<script>document.body.style.background="#ff00ff"</script><img src=x onerror="document.body.innerHTML=\'\'">'
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(framing.show(f"{hostile}\n\n“No {hostile},” Ann Lee said.").html), encoding="utf-8")
    seen, asked = looked_at(page, SIZES["desktop"])
    assert pixels(seen, "#ff00ff") == 0 and pixels(seen, TINTS[0]) > 200
    assert not [url for url in asked if url.endswith("/x")]


def test_two_articles_stand_under_each_other_on_a_phone(seeds, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(framing.show(seeds["002"], against=seeds["003"]).html), encoding="utf-8")
    wide, _ = looked_at(page, (1280, 6000))
    narrow, _ = looked_at(page, (500, 6000))

    def lowest(seen):
        return int((seen < 100).all(axis=2).any(axis=1).nonzero()[0].max())

    assert lowest(narrow) > 1.5 * lowest(wide)
