#!/bin/sh
# Builds the vendored parts again from npm: NHS.UK frontend (CSS, JavaScript, images) and htmx.
# For upgrades only; needs Node 20 or later. See docs/look.md.
#
#   static/vendor/upgrade.sh [NHSUK_VERSION [HTMX_VERSION]]
#
# NODE_MODULES=folder uses packages that are already unpacked there and fetches nothing.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
nhsuk_version=${1:-10.6.1}
htmx_version=${2:-2.0.11}
sass_version=1.108.2

if [ -z "${NODE_MODULES:-}" ]; then
    workshop=$(mktemp -d)
    trap 'rm -rf "$workshop"' EXIT
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$workshop" \
        "nhsuk-frontend@$nhsuk_version" "htmx.org@$htmx_version" "sass@$sass_version" >&2
    NODE_MODULES=$workshop/node_modules
fi

built=$NODE_MODULES/nhsuk-frontend/dist/nhsuk
mkdir -p "$here/nhsuk/images" "$here/htmx"

# The stylesheet, from nhsuk.scss.
node "$NODE_MODULES/sass/sass.js" --load-path="$NODE_MODULES" --style=compressed --no-charset \
    --no-source-map --quiet-deps "$here/nhsuk.scss" "$here/nhsuk/nhsuk-frontend.min.css"
if grep -q 'https\?://' "$here/nhsuk/nhsuk-frontend.min.css"; then
    echo "upgrade: the new stylesheet names another host. Nothing may; look for it and build again." >&2
    exit 1
fi

# The script: the module as built, without the pointer to its source map, and with a name that our own script can call
# (an import of one static file by another would not survive hashed file names).
sed 's|//# sourceMappingURL=.*||' "$built/nhsuk-frontend.min.js" > "$here/nhsuk/nhsuk-frontend.min.js"
grep -q '[{,]initAll[,}]' "$here/nhsuk/nhsuk-frontend.min.js" || {
    echo "upgrade: the script no longer exports initAll. See docs/look.md." >&2
    exit 1
}
printf '\nwindow.NHSUKFrontend = { initAll };\n' >> "$here/nhsuk/nhsuk-frontend.min.js"

# Images: the icons of the browser tab and of the home screen, and those that the stylesheet names.
rm -f "$here"/nhsuk/images/*
for image in favicon.ico favicon.svg nhsuk-icon-180.png \
    $(grep -o 'images/[a-z0-9.-]*' "$here/nhsuk/nhsuk-frontend.min.css" | sed 's|images/||' | sort -u); do
    cp "$built/assets/images/$image" "$here/nhsuk/images/$image"
done

sed 's|//# sourceMappingURL=.*||' "$NODE_MODULES/htmx.org/dist/htmx.min.js" > "$here/htmx/htmx.min.js"
cp "$NODE_MODULES/htmx.org/LICENSE" "$here/htmx/LICENSE"

{
    echo "nhsuk-frontend $(node -p "require('$NODE_MODULES/nhsuk-frontend/package.json').version")"
    echo "htmx.org $(node -p "require('$NODE_MODULES/htmx.org/package.json').version")"
} > "$here/VERSIONS"
cat "$here/VERSIONS"
