import shutil
import subprocess

import pandas as pd
import pytest

import framing

FRAME = pd.DataFrame(
    {"id": ["000", "001"], "text": ["“It rained,” said Ann Lee.", "It snowed on Monday."],
     "outlet": ["=Post", "'tis"], "ok": [True, None]}
)  # fmt: skip


def measured():
    return framing.measure(framing.read(FRAME.assign(event="rain")), model="fast")


def test_r_reads_ids_as_text_truth_values_and_texts_without_the_mark(tmp_path):
    measured().save(tmp_path)
    assert (tmp_path / "articles.csv").read_text(encoding="utf-8").splitlines()[1].endswith("TRUE")
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    told = 't <- source("read.R", chdir = TRUE)$value; cat(t$articles$article_id, t$articles$outlet, t$articles$ok)'
    done = subprocess.run(["Rscript", "-e", told], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "000 001 =Post 'tis TRUE NA"


def test_a_workbook_holds_every_table_and_the_same_bytes(tmp_path):
    pytest.importorskip("openpyxl")
    tables = measured()
    tables.save(tmp_path, format="xlsx")
    first = (tmp_path / "tables.xlsx").read_bytes()
    tables.save(tmp_path, format="xlsx")
    assert (tmp_path / "tables.xlsx").read_bytes() == first
    sheets = pd.read_excel(tmp_path / "tables.xlsx", sheet_name=None, dtype=str)
    assert list(sheets) == list(tables) and sheets["articles"]["article_id"].tolist() == ["000", "001"]
    assert sheets["articles"]["outlet"].tolist() == ["=Post", "'tis"]


def test_columns_of_ones_own_are_kept_grouped_by_and_joined():
    tables = framing.measure(framing.read(FRAME.assign(event="rain", leaning=["left", "right"])), model="fast")
    assert tables.articles["leaning"].tolist() == ["left", "right"] and str(tables.articles["ok"].dtype) == "boolean"
    assert tables.grouped("leaning").outlets["outlet"].tolist() == ["left", "right"]
    assert tables.joined("quotations", "leaning")["leaning"].tolist() == ["left"]
    assert tables.where(leaning="right").articles["article_id"].tolist() == ["001"]
    with pytest.raises(KeyError, match="no column 'leening'"):
        tables.where(leening="left")
