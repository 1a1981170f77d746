"""Take the picture in the README: the source page, wide and narrow, on a site of its own."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import find_chromium, launch_arguments
from tests.running_site import BASE_DIR, running_site

PICTURES = {"page": (1280, 900), "page-phone": (320, 900)}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder) / "data") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=launch_arguments()
        )
        for name, (width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{site.url}/how-our-system-works/")
            picture = BASE_DIR / "docs" / "pictures" / f"{name}.png"
            page.screenshot(path=picture)
            print(f"Picture: {picture.relative_to(BASE_DIR)}")
        browser.close()


if __name__ == "__main__":
    main()
