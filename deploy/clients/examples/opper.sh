#!/bin/sh
# The requests of Opper's OCR documentation, as curl sends them.
set -eu
. "$(dirname -- "$0")/recto.sh"

echo "What can be asked for"
api "$RECTO_URL/v2/ocr/models" | expect '"name":"tesseract"'

echo "By URL, chosen pages"
post /v2/ocr "{\"model\": \"mistral/mistral-ocr-latest\", \"document\": {\"type\": \"document_url\", \"document_url\": \"$RECTO_DOCUMENT_URL\"}, \"pages\": [0, 2]}" |
  expect '"pages_processed":2' '"index":2' '"cost":{'

echo "Inline, with Mistral's options and with Docling's"
content=$(base64 <"$RECTO_SAMPLES/report.pdf" | tr -d '\n')
document="\"document\": {\"type\": \"base64\", \"content\": \"$content\", \"document_name\": \"report.pdf\"}, \"pages\": [0]"
printf '{"model": "mistral/mistral-ocr-latest", %s, "mistral_extra": {"table_format": "html", "extract_header": true}}' "$document" |
  post /v2/ocr @- | expect '"pages_processed":1'
printf '{"model": "docling/docling-latest", %s, "docling_extra": {"force_ocr": true, "table_mode": "accurate"}}' "$document" |
  post /v2/ocr @- | expect '"elements":\['

echo "Refusals"
post /v2/ocr '{"model": "tesseract"}' 422 | expect '"type":"RequestValidationError"'
