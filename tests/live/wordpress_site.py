"""A real WordPress on this machine: Debian's packages `wordpress`, `php-cli`, `php-mysql`, `mariadb-server`.

It lives in a folder of its own and ends with the block; nothing of the system is changed.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
WORDPRESS = Path("/usr/share/wordpress")
CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', '{home}' );
define( 'WP_SITEURL', '{home}' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{ define( 'ABSPATH', __DIR__ . '/' ); }}
require_once ABSPATH . 'wp-settings.php';
"""
ROUTER = """<?php
file_put_contents( dirname( __DIR__ ) . '/requests.log', $_SERVER['REQUEST_URI'] . "\n", FILE_APPEND );
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( '/' !== $path && is_file( __DIR__ . $path ) ) { return false; }
$_SERVER['SCRIPT_NAME'] = '/index.php';
require __DIR__ . '/index.php';
"""
THEME = """<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title><?php wp_title(); ?></title>
<?php wp_head(); ?></head><body><main><?php if ( is_singular() ) { while ( have_posts() ) { the_post(); ?>
<article><ul><li><?php the_category( ', ' ); ?></li></ul><h1><?php the_title(); ?></h1>
<ul><li><?php the_date( 'F j, Y' ); ?></li><li><?php the_author(); ?></li></ul><?php the_content(); ?></article>
<?php } } else { ?><h1>PONARS Eurasia</h1><?php } ?></main></body></html>
"""


@dataclass
class Site:
    """A running WordPress."""

    home: str
    folder: Path

    @property
    def requests(self) -> list[str]:
        """What it was asked, in order: "/wp-json/..."."""
        log = self.folder / "requests.log"
        return log.read_text().splitlines() if log.exists() else []

    def post(self, posts: Sequence[dict[str, object]]) -> None:
        """Publish posts."""
        path = self.folder / "posts.json"
        path.write_text(json.dumps(posts, ensure_ascii=False), encoding="utf-8")
        environment = os.environ | {"HOME_ADDRESS": self.home}
        command = ["php", str(HERE / "seed.php"), str(self.folder / "www"), str(path)]
        subprocess.run(command, check=True, env=environment)

    def sql(self, statement: str) -> None:
        """Change its database directly."""
        _sql(self.folder / "db.sock", f"USE wordpress; {statement}")


@contextmanager
def wordpress(folder: Path) -> Iterator[Site]:
    """An empty WordPress in *folder*."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = Site(f"http://127.0.0.1:{port}", folder)
    with _database(folder):
        root = folder / "www"
        shutil.copytree(WORDPRESS, root, symlinks=False, ignore_dangling_symlinks=True)
        (root / "wp-config.php").write_text(CONFIG.format(socket=folder / "db.sock", home=site.home))
        (root / "router.php").write_text(ROUTER)
        theme = root / "wp-content" / "themes" / "live"
        theme.mkdir(parents=True)
        (theme / "index.php").write_text(THEME)
        (theme / "style.css").write_text("/* Theme Name: Live */")
        site.post([])
        with _server(folder, port):
            yield site


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    data, place = folder / "db", folder / "db.sock"
    user = pwd.getpwuid(os.getuid()).pw_name
    install = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", f"--user={user}", "--skip-test-db"]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    options = [f"--datadir={data}", f"--socket={place}", f"--user={user}", f"--pid-file={folder / 'db.pid'}"]
    command = ["mariadbd", "--no-defaults", *options, "--skip-networking", "--skip-grant-tables"]
    with (folder / "db.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait(place.exists)
            _sql(place, "CREATE DATABASE wordpress CHARACTER SET utf8mb4")
            yield
        finally:
            server.terminate()


def _sql(place: Path, statement: str) -> None:
    subprocess.run(["mariadb", "--no-defaults", f"--socket={place}", "-e", statement], check=True)


@contextmanager
def _server(folder: Path, port: int) -> Iterator[None]:
    root = folder / "www"
    command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(root), str(root / "router.php")]
    with (folder / "access.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0)
            yield
        finally:
            server.terminate()


def _wait(ready: Callable[[], bool]) -> None:
    for _ in range(300):
        if ready():
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")
