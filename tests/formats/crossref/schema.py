"""The part of Crossref's deposit schema 5.3.0 that a deposit of reports uses, as published: orders, numbers, lengths.

Written anew from crossref5.3.0.xsd; JATS stands for any content of its name space.
"""

# ruff: noqa: E501 -- a schema reads better by the line
from __future__ import annotations

from lxml import etree


def _text(name: str, least: int, most: int, pattern: str = "") -> str:
    limits = f'<xs:minLength value="{least}"/><xs:maxLength value="{most}"/>'
    limits += f'<xs:pattern value="{pattern}"/>' if pattern else ""
    restriction = f'<xs:restriction base="xs:string">{limits}</xs:restriction>'
    return f'<xs:element name="{name}"><xs:simpleType>{restriction}</xs:simpleType></xs:element>'


def _number(name: str, least: int, most: int) -> str:
    limits = f'<xs:minInclusive value="{least}"/><xs:maxInclusive value="{most}"/>'
    restriction = f'<xs:restriction base="xs:positiveInteger">{limits}</xs:restriction>'
    return f'<xs:element name="{name}"><xs:simpleType>{restriction}</xs:simpleType></xs:element>'


def _sequence(name: str, *parts: str, attributes: str = "") -> str:
    """An element whose parts come in this order: "a" once, "a?" at most once, "a*" any number of times, "a+" at least one."""
    marks = {"?": 'minOccurs="0"', "*": 'minOccurs="0" maxOccurs="unbounded"', "+": 'maxOccurs="unbounded"'}
    refs = "".join(f'<xs:element ref="{part.rstrip("?*+")}" {marks.get(part[-1], "")}/>' for part in parts)
    return f'<xs:element name="{name}"><xs:complexType><xs:sequence>{refs}</xs:sequence>{attributes}</xs:complexType></xs:element>'


def _attribute(name: str, *values: str) -> str:
    kinds = "".join(f'<xs:enumeration value="{value}"/>' for value in values)
    restriction = f'<xs:restriction base="xs:string">{kinds}</xs:restriction>'
    return f'<xs:attribute name="{name}" use="required"><xs:simpleType>{restriction}</xs:simpleType></xs:attribute>'


_CONTRIBUTOR = _attribute("sequence", "first", "additional") + _attribute("contributor_role", "author")
_ORGANIZATION = f"""
<xs:element name="organization"><xs:complexType><xs:simpleContent><xs:extension base="organization_t">{_CONTRIBUTOR}
</xs:extension></xs:simpleContent></xs:complexType></xs:element>
<xs:simpleType name="organization_t"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="511"/>
</xs:restriction></xs:simpleType>
<xs:element name="contributors"><xs:complexType><xs:choice maxOccurs="unbounded">
<xs:element ref="organization"/><xs:element ref="person_name"/></xs:choice></xs:complexType></xs:element>
<xs:element name="identifier"><xs:complexType><xs:simpleContent><xs:extension base="identifier_t">
{_attribute("id_type", "report-number", "other")}</xs:extension></xs:simpleContent></xs:complexType></xs:element>
<xs:simpleType name="identifier_t"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="255"/>
</xs:restriction></xs:simpleType>
<xs:element name="doi"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="10\\.[0-9]{{4,9}}/.{{1,200}}"/>
</xs:restriction></xs:simpleType></xs:element>
<xs:element name="email_address"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[^@ ]+@[^@ ]+"/>
<xs:minLength value="6"/><xs:maxLength value="200"/></xs:restriction></xs:simpleType></xs:element>
"""
_GIVEN, _SURNAME = r"[^\d\?]*", r"[^\d\?]*[^\?\s]+[^\d]*"
_LANGUAGE = '<xs:attribute name="language"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[a-z]{2}"/></xs:restriction></xs:simpleType></xs:attribute>'

_XSD = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.crossref.org/schema/5.3.0"
  targetNamespace="http://www.crossref.org/schema/5.3.0" elementFormDefault="qualified">
{_sequence("doi_batch", "head", "body", attributes='<xs:attribute name="version" fixed="5.3.0" use="required"/>')}
{_sequence("head", "doi_batch_id", "timestamp", "depositor", "registrant")}
{_text("doi_batch_id", 4, 100)}
<xs:element name="timestamp" type="xs:double"/>
{_sequence("depositor", "depositor_name", "email_address")}
{_text("depositor_name", 1, 130)}
{_text("registrant", 1, 255)}
{_sequence("body", "report-paper+")}
{_sequence("report-paper", "report-paper_metadata")}
<xs:element name="report-paper_metadata"><xs:complexType><xs:sequence>
<xs:element ref="contributors" minOccurs="0"/>
<xs:element ref="titles"/>
<xs:any namespace="http://www.ncbi.nlm.nih.gov/JATS1" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>
<xs:element ref="publication_date" maxOccurs="10"/>
<xs:element ref="publisher" minOccurs="0"/>
<xs:element ref="institution" minOccurs="0" maxOccurs="5"/>
<xs:element ref="publisher_item" minOccurs="0"/>
<xs:element ref="doi_data" minOccurs="0"/>
</xs:sequence>{_LANGUAGE}</xs:complexType></xs:element>
{_ORGANIZATION}
{_sequence("person_name", "given_name?", "surname", "suffix?", attributes=_CONTRIBUTOR)}
{_text("given_name", 1, 60, _GIVEN)}{_text("surname", 1, 60, _SURNAME)}{_text("suffix", 1, 10)}
{_sequence("titles", "title")}
<xs:element name="title" type="xs:string"/>
{_sequence("publication_date", "month?", "day?", "year", attributes=_attribute("media_type", "online", "print"))}
{_number("month", 1, 34)}{_number("day", 1, 31)}{_number("year", 1400, 2200)}
{_sequence("publisher", "publisher_name", "publisher_place?")}
{_text("publisher_name", 1, 255)}{_text("publisher_place", 2, 255)}
{_sequence("institution", "institution_name")}
{_text("institution_name", 1, 1024)}
{_sequence("publisher_item", "item_number*", "identifier*")}
<xs:element name="item_number"><xs:complexType><xs:simpleContent><xs:extension base="item_number_t">
<xs:attribute name="item_number_type" type="item_number_t"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
<xs:simpleType name="item_number_t"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="32"/>
</xs:restriction></xs:simpleType>
{_sequence("doi_data", "doi", "resource")}
{_text("resource", 1, 2048)}
</xs:schema>
"""
SCHEMA = etree.XMLSchema(etree.fromstring(_XSD))
"""Validates a deposit of reports."""
