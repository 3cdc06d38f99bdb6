#!/bin/sh
# Prints the announcements beside it as PDF, as a company's secretary would.
# Wants chromium, qpdf and the fonts of fonts-noto-cjk and fonts-liberation.
# The files it makes are kept; no test runs it.
set -e
cd "$(dirname "$0")"
for f in *.html; do
	chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --disable-pdf-tagging \
		--print-to-pdf=big.pdf "file://$PWD/$f"
	qpdf --deterministic-id --recompress-flate --compression-level=9 --object-streams=generate \
		big.pdf "${f%.html}.pdf"
done
rm big.pdf
