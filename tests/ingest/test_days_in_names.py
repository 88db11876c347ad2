"""Days in the names of files and addresses that stand elsewhere than at the start, or are written in words."""

from datetime import date
from zipfile import ZipFile

import pytest

from qa.ingest.dates.publication_dates import date_in_folders, date_in_name
from qa.ingest.sources import read_sources
from tests.growth import grows_with_length_only

MAY_3 = date(2019, 5, 3)


@pytest.mark.parametrize(
    "name",
    """20190503T101200-weir.txt
20190503T101200Z.json
gazette_20190503T1012_p1.txt
2019-5-3-weir.txt
2019_5_3_weir.txt
May 3, 2019 weir.txt
may-3-2019-weir.html
May 3rd, 2019 - weir.txt
2019-may-03-weir.txt
2019May03.txt
3-may-2019-weir.txt
03MAY2019.txt
3. Mai 2019 Wehr.txt
3_mayıs_2019.txt
Example Gazette - May 3, 2019.txt
Example Gazette - 3 May 2019.txt
weir-2019-05-03.txt
the-old-weir-2019-05-03
EX-2019-05-03-A1.txt
gazette-2019-05-03-page-2.html
gazette-2019-05-03/weir.txt
https://example.com/weir-falls-2019-05-03/
https://example.com/weir?date=2019-05-03
https://example.com/print?id=7&pubdate=20190503&page=2
https://example.com/weir?publish_date=2019-05-03T10:12:00""".splitlines(),
)
def test_a_day_in_a_name(name):
    assert date_in_name(name) == MAY_3


@pytest.mark.parametrize(
    "name",
    """2019-5-3
2019-13-3-weir
2019-5-3-4-weir
battle-of-may-3-1863
The battle of May 3, 1863.txt
weir-closes-may-3-2019
the-weir-since-2019-05-03.txt
d-day-1944-06-06.txt
weir-20190503
555-2019-05-03
weir-2019-05-03-7-boats
weir-2018-05-03/mill-2019-05-03
may 2019 weir.txt
march-2019.txt
march-3-women-2019.txt
may-32-2019-weir.txt
https://example.com/weir?d=2019-05-03
https://example.com/weir?since=2019-05-03
https://example.com/weir?date=2019-05-031
https://example.com/weir?date=2019-15-03""".splitlines(),
)
def test_no_day_in_a_name(name):
    assert date_in_name(name) is None


def test_the_day_at_the_start_comes_first():
    assert date_in_name("2019-05-03-weir-closes-may-10-2019.txt") == MAY_3
    assert date_in_name("https://example.com/2019/05/03/may-10-2019-weir?date=2018-01-01") == MAY_3
    assert date_in_name("may-3-2019-weir?date=2018-01-01") == MAY_3


@pytest.mark.parametrize("part", ["a-2019-05-03", "may-3-", "/3may2019", "?date=", " - may 3", "2019-5-3-", "-a1"])
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(date_in_name, part, 20_000)


@pytest.mark.parametrize(
    "folders",
    """archive/2019/05/03
2019/5/3/city
gazette/2019/may/03
gazette/2019/0503
clippings.zip!/2019/05/03
site\\2019\\05\\03
2018/01/01/moved/2019/05/03""".splitlines(),
)
def test_a_day_in_folders(folders):
    assert date_in_folders(folders) == MAY_3


@pytest.mark.parametrize(
    "folders", ["", "2019/05", "2019-05-03", "20190503", "box 2019/05/03b", "2019/13/03", "a/12/05/03"]
)
def test_folders_that_tell_no_day(folders):
    assert date_in_folders(folders) is None


def test_an_article_is_dated_by_its_name_before_its_folders(tmp_path):
    text = "Weir falls\n\nThe old weir fell in the night, and nobody was hurt.\n"
    folder = tmp_path / "news" / "2019" / "05" / "03"
    folder.mkdir(parents=True)
    (folder / "weir.txt").write_text(text, "utf-8")
    (folder / "2019-05-02-weir.txt").write_text(text, "utf-8")
    with ZipFile(tmp_path / "news" / "old.zip", "w") as archive:
        archive.writestr("2018/12/24/weir.txt", text)
    told = {(article.published, article.details.told_by[-1]) for article in read_sources([tmp_path / "news"])}
    assert told == {
        (MAY_3, ("published", "folder")),
        (date(2019, 5, 2), ("published", "file name")),
        (date(2018, 12, 24), ("published", "folder")),
    }
