"""What members type, and the one form it takes."""

from __future__ import annotations

import pytest

from accord.linkage import NotUnderstood, identifier_token, normalise_identifier

KEY = b"a key for tests, nobody's secret"


@pytest.mark.parametrize(
    ("kind", "value", "context", "form"),
    [
        ("phone", "(514) 555-0123", "", "+15145550123"),
        ("phone", "1-800-FLOWERS", "", "+18003569377"),
        ("phone", "+33 1 42 68 53 00", "", "+33142685300"),
        ("phone", "514 555 0123 poste 12", "", "+15145550123"),
        ("phone", "٥١٤٥٥٥٠١٢٣", "", "+15145550123"),
        ("email", "  Marie.Roy+x@Gmail.COM ", "", "marie.roy+x@gmail.com"),
        ("email", "Marie <mailto:marie@exämple.ca>", "", "marie@xn--exmple-cua.ca"),
        ("handle", "@Candy.Rose", "Insta", "instagram:candy.rose"),
        ("handle", "https://www.instagram.com/Candy.Rose/?hl=fr", "", "instagram:candy.rose"),
        ("handle", "t.me/candy", "facebook", "telegram:candy"),
        ("handle", "(514) 555-0123", "WhatsApp", "whatsapp:+15145550123"),
        ("handle", "ig: @candy", "", "instagram:candy"),
        ("plate", "ABO 12I", "Québec", "QC:AB0121"),
        ("plate", "ab0-121", "qc", "QC:AB0121"),
        ("plate", "XYZ 123", "", "--:XYZ123"),
        ("plate", "XYZ 123", "US-NY", "NY:XYZ123"),
        (
            "ad_url",
            "http://www.LeoList.cc/personals/1234/?utm_source=x&id=7#top",
            "",
            "leolist.cc/personals/1234?id=7",
        ),
        ("ad_url", "m.leolist.cc/personals/1234?id=7&fbclid=abc", "", "leolist.cc/personals/1234?id=7"),
        ("premises", "Hôtel Le Roberval", "hotel", "hotel:roberval"),
        ("premises", "The Roberval Hotel", "hotel", "hotel:roberval"),
        (
            "premises",
            "1250, boul. René-Lévesque O., app. 4",
            "address",
            "address:1250 rene levesque blvd w unit 4",
        ),
        (
            "premises",
            "1250 Rene Levesque Blvd West, Apt 4",
            "address",
            "address:1250 rene levesque blvd w unit 4",
        ),
        ("premises", "12 rue Saint-Denis Nord", "", "address:12 st denis st n"),
        ("premises", "12 St Denis Street North", "", "address:12 st denis st n"),
        ("payment", "Interac: Marie@Example.ca", "", "email:marie@example.ca"),
        ("payment", "514-555-0123", "", "phone:+15145550123"),
        ("payment", "$CandyRose", "", "cashtag:$candyrose"),
        (
            "wallet",
            "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "",
            "btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ),
        (
            "wallet",
            "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
            "",
            "btc:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        ),
        (
            "wallet",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "",
            "eth:0x52908400098527886e0f7030069857d2e4169ee7",
        ),
        ("other", "Tatouage :  « Daddy’s girl »", "", "tatouage daddys girl"),
    ],
)
def test_one_thing_has_one_form(kind: str, value: str, context: str, form: str) -> None:
    assert normalise_identifier(kind, value, context=context).form == form


@pytest.mark.parametrize(
    ("kind", "value", "context", "code"),
    [
        ("phone", "12", "", "phone.too_short"),
        ("phone", "555-0123", "", "phone.too_short"),
        ("phone", "514 555 0123 4567 89", "", "phone.too_long"),
        ("phone", "+999 123 456 789", "", "phone.unknown_country"),
        ("phone", "call me", "", "phone.not_a_number"),
        ("email", "marie.example.ca", "", "email.no_at"),
        ("email", "ma rie@example.ca", "", "email.bad_name"),
        ("email", "marie@example", "", "email.bad_domain"),
        ("handle", "candy", "", "handle.no_platform"),
        ("handle", "@", "insta", "handle.empty"),
        ("handle", "two words", "insta", "handle.bad_characters"),
        ("plate", "A", "QC", "plate.too_short"),
        ("plate", "ABCDEFGHIJ", "QC", "plate.too_long"),
        ("plate", "ABC 123", "somewhere", "plate.unknown_province"),
        ("ad_url", "ftp://a.ca/x", "", "ad_url.bad_address"),
        ("ad_url", "localhost/x", "", "ad_url.bad_address"),
        ("premises", "hotel", "castle", "premises.unknown_context"),
        ("premises", "12", "address", "premises.too_vague"),
        ("payment", "my sister", "", "payment.not_a_handle"),
        ("wallet", "0x1234", "", "wallet.unknown_shape"),
        ("wallet", "0OIl" * 8, "", "wallet.unknown_shape"),
        ("tattoo", "x", "", "kind.unknown"),
    ],
)
def test_nonsense_is_named_for_translation(kind: str, value: str, context: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        normalise_identifier(kind, value, context=context)
    assert refused.value.code == code
    assert refused.value.value == value
    assert value not in str(refused.value)


def test_dots_in_a_mailbox_are_kept_because_one_provider_alone_ignores_them() -> None:
    assert normalise_identifier("email", "m.roy@gmail.com") != normalise_identifier("email", "mroy@gmail.com")


def test_a_region_reads_a_local_number() -> None:
    assert normalise_identifier("phone", "01 42 68 53 00", region="FR").form == "+33142685300"


def test_a_token_says_nothing_without_its_key_and_depends_on_kind_and_form() -> None:
    phone = normalise_identifier("phone", "514-555-0123")
    token = identifier_token(phone, KEY)
    assert token == identifier_token(normalise_identifier("phone", "+1 514 555 0123"), KEY)
    assert token != identifier_token(phone, KEY + b"!")
    assert token != identifier_token(normalise_identifier("payment", "514-555-0123"), KEY)
    assert -(2**63) <= token < 2**63


def test_a_token_is_hmac_sha256_as_published() -> None:
    import hashlib
    import hmac

    phone = normalise_identifier("phone", "514-555-0123")
    for key in (KEY, KEY * 3):
        digest = hmac.new(key, b"identifier|phone|+15145550123", hashlib.sha256).digest()
        assert identifier_token(phone, key) == int.from_bytes(digest[:8], "big", signed=True)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        identifier_token(normalise_identifier("phone", "514-555-0123"), b"short")
