"""Take the picture in the README: the source page, on a site of its own."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import find_chromium, launch_arguments
from tests.postgres_users import sweep
from tests.running_site import BASE_DIR, running_site

PICTURE = BASE_DIR / "docs" / "pictures" / "page.png"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        with running_site(data_dir) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=launch_arguments()
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{site.url}/how-our-system-works/")
            page.screenshot(path=PICTURE)
            browser.close()
        sweep(data_dir)  # for root, the database lay in a system folder
    print(f"Picture: {PICTURE.relative_to(BASE_DIR)}")


if __name__ == "__main__":
    main()
