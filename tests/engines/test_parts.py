"""What a run removes is its own."""

from framing.engines.parts import drop_after


def test_only_parts_of_the_run_are_removed(tmp_path):
    ours = ["articles/part-000001.parquet", "manifest/part-000001.json", "tone/part-000000.12-34.tmp"]
    others = ["articles/part-000000.parquet", "mine/part-000001.parquet", "notes/draft.tmp", "articles/part-9.parquet",
              "articles/draft.tmp"]  # fmt: skip
    for name in [*ours, *others]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "part-000001.parquet").write_text("")
    (tmp_path / "quotations").symlink_to(elsewhere, target_is_directory=True)
    drop_after(tmp_path, 0)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*") if path.parent.name != "quotations"}
    assert left == {*others, "elsewhere/part-000001.parquet"}
