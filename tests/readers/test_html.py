from framing.readers.html import html_lines


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
