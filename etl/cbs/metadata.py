"""What a table says of itself: information, columns and the members of every dimension; it asks for no figures."""

from typing import Any, NamedTuple

from etl.cbs.assembly import Reader
from etl.cbs.query import Member
from etl.cbs.topics import Property, is_dimension
from etl.delivery import TableRequest


class Metadata(NamedTuple):
    """The row of TableInfos, the rows of DataProperties, and per dimension its members."""

    info: dict[str, Any]
    properties: list[Property]
    members: dict[str, list[Member]]


def read_metadata(request: TableRequest, reader: Reader) -> Metadata:
    """Two requests and one per dimension; SourceError when the table is gone or gives no usable answer."""
    info = reader.table_info(request)
    properties = reader.properties(request)
    dimensions = [str(row["Key"]) for row in properties if is_dimension(row)]
    return Metadata(info, properties, {name: reader.entity_set(request, name, key=("Key",)) for name in dimensions})
