"""The facts that pages ask for. All are the owner's to give, but for where to turn about a child."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CONCERN = """\
This site is not for reporting a concern about a child. If a child is in immediate danger, call 999. \
Otherwise contact the children’s social care team of the local council where the child lives: \
[find the council and how to report](https://www.gov.uk/report-child-abuse)."""

# As the renderer makes it today: a later renderer must not change what this migration did.
CONCERN_HTML = """\
<p class="govuk-body">This site is not for reporting a concern about a child. If a child is in immediate danger, call 999. \
Otherwise contact the children’s social care team of the local council where the child lives: \
<a href="https://www.gov.uk/report-child-abuse" class="govuk-link" rel="noopener">find the council and how to report</a>.</p>
"""

# slug, label, help text, first value
SETTINGS = [
    (
        "concern_about_a_child",
        "Where to turn with a concern about a child",
        (
            "Shown beside every feedback form. Keep 999 for immediate danger and the local council "
            "otherwise; add your own arrangements if you have any."
        ),
        CONCERN,
    ),
    (
        "organisation_name",
        "Name of the organisation that runs this site",
        "The name alone, as it reads in a sentence: “… is committed to making its website accessible”.",
        "",
    ),
    (
        "controller",
        "Name and address of the data controller",
        (
            "The organisation that decides why and how personal data is used here, and answers for it. "
            "Joint controllers: name each."
        ),
        "",
    ),
    (
        "data_protection_contact",
        "How to contact the data protection officer",
        "An email address is best; a postal address or telephone number too if you have them.",
        "",
    ),
    (
        "lawful_basis",
        "Lawful basis for using personal data",
        (
            "For public bodies this is typically the public task, UK GDPR Article 6(1)(e): name the "
            "law or function it rests on. People may tell you of their own experience of care, which "
            "can reveal special category data: name the Article 9 condition too, and the condition in "
            "Schedule 1 to the Data Protection Act 2018 where one is needed."
        ),
        "",
    ),
    (
        "retention_period",
        "How long feedback is kept",
        (
            "For example: two years after this consultation ends. Say what happens then, and whether "
            "contact details go earlier."
        ),
        "",
    ),
    (
        "data_recipients",
        "Who else handles the personal data",
        (
            "Partners who see the feedback and suppliers who host the site, by name or by kind, and "
            "whether any of them keeps the data outside the United Kingdom and under which safeguard."
        ),
        "",
    ),
    (
        "foi_contact",
        "How to contact the freedom of information team",
        "An email address or a link to the page that explains how to ask.",
        "",
    ),
    (
        "contact_email",
        "General contact for this site",
        "An email address that people read. Shown wherever a page says how to contact us.",
        "",
    ),
    (
        "accessibility_contact",
        "Contact for accessibility problems and other formats",
        "An email address or telephone number, and how soon you answer.",
        "",
    ),
    (
        "accessibility_compliance",
        "How far the site meets WCAG 2.2 AA",
        (
            "The result of an assessment that people have made. The wording the law expects is one of: "
            "“This website is fully compliant with …”, “This website is partially compliant with …, "
            "due to the non-compliances and exemptions listed below”, or “This website is not "
            "compliant with …”, each ending “the Web Content Accessibility Guidelines version 2.2 AA "
            "standard.”"
        ),
        "",
    ),
    (
        "accessibility_known_issues",
        "What people may find difficult to use",
        (
            "What the assessment found, in plain words for the people who meet it, such as “you cannot "
            "change the line height of text”. If there is nothing, say so."
        ),
        "",
    ),
    (
        "accessibility_non_compliance",
        "Content that does not comply with the accessibility regulations",
        (
            "Each problem, which WCAG 2.2 criterion it fails, and when it will be put right. If there is "
            "nothing, say so."
        ),
        "",
    ),
    (
        "accessibility_disproportionate_burden",
        "Problems that would be a disproportionate burden to put right",
        (
            "Each problem, with the assessment that says why putting it right now would be a "
            "disproportionate burden. If none is claimed, say so."
        ),
        "",
    ),
    (
        "accessibility_out_of_scope",
        "Content outside the scope of the accessibility regulations",
        (
            "For example: old PDF documents, live video, or content from others that you neither pay "
            "for nor control. If there is none, say so."
        ),
        "",
    ),
    (
        "accessibility_assessment_date",
        "Date of the accessibility assessment",
        "For example: 3 November 2026.",
        "",
    ),
    (
        "accessibility_assessment_method",
        "How the site was assessed, and by whom",
        "For example: by our own staff, or by an outside auditor, and which pages were looked at.",
        "",
    ),
    (
        "accessibility_statement_prepared_date",
        "Date the accessibility statement was prepared",
        "For example: 3 November 2026.",
        "",
    ),
    (
        "accessibility_statement_reviewed_date",
        "Date the accessibility statement was last reviewed",
        "For example: 3 November 2026. Review it at least once a year, and whenever the site changes.",
        "",
    ),
]


def add_settings(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    SiteSetting = apps.get_model("pages", "SiteSetting")
    for position, (slug, label, help_text, value) in enumerate(SETTINGS, start=1):
        SiteSetting.objects.get_or_create(
            slug=slug,
            defaults={
                "label": label,
                "help_text": help_text,
                "position": position,
                "value": value,
                "html": CONCERN_HTML if value else "",
            },
        )


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_keep_words")]

    operations = [migrations.RunPython(add_settings, migrations.RunPython.noop)]
