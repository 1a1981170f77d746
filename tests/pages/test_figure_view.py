"""A figure's picture at its own address."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.pages.pictures import make_figure, photograph, picture_file

pytestmark = pytest.mark.django_db


def test_picture_is_sent_to_be_kept_for_good(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    figure = make_figure()
    with django_assert_num_queries(1):
        response = client.get(figure.get_absolute_url())
    assert response.content == bytes(figure.content)
    headers = {
        "Content-Type": "image/png",
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{figure.digest}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert {name: response[name] for name in headers} == headers
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_photograph_has_its_own_type(client: Client) -> None:
    figure = make_figure(upload=picture_file(photograph(), "JPEG"))
    assert figure.get_absolute_url().endswith(".jpeg")
    assert client.get(figure.get_absolute_url())["Content-Type"] == "image/jpeg"


def test_browser_that_has_it_gets_none_of_it_again(client: Client) -> None:
    figure = make_figure()
    response = client.get(
        figure.get_absolute_url(), headers={"If-None-Match": f'"{figure.digest}"'}
    )
    assert (response.status_code, response.content) == (304, b"")
    assert "immutable" in response["Cache-Control"]


def test_head_is_answered_and_nothing_else_is_taken(client: Client) -> None:
    address = make_figure().get_absolute_url()
    assert (client.head(address).status_code, client.head(address).content) == (200, b"")
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/figures/{digest}.jpeg",
        "/figures/{digest}.svg",
        "/figures/{digest}.PNG",
        "/figures/{digest}.png/",
        "/figures/{digest}%00.png",
        "/figures/{digest}.png.png",
        f"/figures/{'0' * 64}.png",
        "/figures/x.png",
        "/figures/",
    ],
)
def test_any_other_address_is_not_found(client: Client, address: str) -> None:
    digest = make_figure().digest
    assert client.get(address.format(digest=digest)).status_code in {400, 404}


def test_same_picture_under_two_names_has_one_address(client: Client) -> None:
    first, second = make_figure("one"), make_figure("two")
    assert first.get_absolute_url() == second.get_absolute_url()
    assert client.get(first.get_absolute_url()).status_code == 200
