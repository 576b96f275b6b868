"""What a page says, without its markup."""

import re


def words(response):
    """What the page says, but for what its pictures say to those who do not see them."""
    text = re.sub(r"<(title|desc)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def rows(response, table):
    """The cells of a table, row by row."""
    html = response.content.decode()
    body = html[html.index(f'id="{table}"') :].split("</table>")[0]
    found = re.findall(r"<tr[ >].*?</tr>", body, flags=re.DOTALL)
    cells = [re.findall(r"<t[hd][ >].*?</t[hd]>", row, flags=re.DOTALL) for row in found]
    return [[re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in row] for row in cells]
