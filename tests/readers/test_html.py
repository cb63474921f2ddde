from framing.readers.html import html_blocks, html_lines


def test_blocks_are_lines_and_cells_are_parted_by_tabs():
    page = "<head><title>x</title></head><h1>Rain\n closes</h1><script>var a;</script><p>A<b>B</b> &lt;C&gt;</p>"
    assert html_lines(page) == "Rain closes\nAB <C>"
    assert html_lines("<table><tr><td> HD </td><td>Rain</td></tr><tr><td>BY<td>Doe</table>") == "HD\tRain\nBY\tDoe"


def test_a_no_break_space_is_a_character_of_the_text():
    assert html_lines("<p>100&nbsp;000</p>") == "100\u00a0000"


def test_broken_pages_are_read_as_far_as_they_go():
    assert html_lines("<p>Rain <b>fell<p>Snow <") == "Rain fell\nSnow <"


def test_a_comment_that_never_ends_is_text():
    page = "<p>One.<!-- a --></p><p>Two.<!-- three</p>"
    assert html_lines(page) == "One.\nTwo.<!-- three"
    assert html_lines("<!--" * 50_000).count("<!--") == 50_000


def test_blocks_know_the_elements_they_stand_in_however_badly_these_are_closed():
    page = "<div class='a b'><p>One<p id='Two'>Two<br>more</div></p><i>Three</i></b><pre>\n  x\ny</pre>"
    blocks = html_blocks(page)
    assert [block.text for block in blocks] == ["One", "Two", "more", "Three", "  x", "y"]
    assert {"div", ".a", ".b", "p"} == blocks[0].marks and "#two" in blocks[2].marks and "p" not in blocks[3].marks
    assert [block.goes_on for block in blocks][:4] == [False, False, True, False]


def test_a_page_nested_without_end_is_read():
    assert html_lines("<div><b>" * 20_000 + "Rain") == "Rain"
