#!/bin/sh
# The requests of Nebul's OCR documentation, as curl sends them.
set -eu
. "$(dirname -- "$0")/recto.sh"

echo "Upload, then read"
file=$(api "$RECTO_URL/v1/files" -F "file=@$RECTO_SAMPLES/report.pdf" -F "purpose=ocr" | field id)
api -X POST "$RECTO_URL/v1/files/$file/ocr" -H "Content-Type: application/json" -d '{"model": "tesseract"}' |
  expect '"pages_processed":3' '"index":2' 'Visitors'

echo "Chosen pages, in each of the three forms"
for pages in 1 '"1"' '[1]'; do
  api -X POST "$RECTO_URL/v1/files/$file/ocr" -H "Content-Type: application/json" -d "{\"pages\": $pages}" |
    expect '"pages_processed":1' '"index":1'
done

echo "By id, with the other route"
post /v1/ocr "{\"document\": {\"type\": \"file_id\", \"file_id\": \"$file\"}, \"pages\": \"0-1\"}" |
  expect '"pages_processed":2'

echo "By URL"
post /v1/ocr "{\"model\": \"tesseract\", \"document\": {\"type\": \"document_url\", \"document_url\": \"$RECTO_DOCUMENT_URL\"}}" |
  expect '"pages_processed":3'

echo "By signed URL, which also opens without a key"
url=$(api "$RECTO_URL/v1/files/$file/url?expiry=1" | field url)
curl --fail --silent "$url" | cmp - "$RECTO_SAMPLES/report.pdf"
post /v1/ocr "{\"document\": {\"type\": \"document_url\", \"document_url\": \"$url\"}, \"pages\": 0}" |
  expect '"pages_processed":1'

echo "Inline"
printf '{"document": {"type": "content", "document_content": "%s"}, "include_image_base64": true}' \
  "$(base64 <"$RECTO_SAMPLES/letter.jpg" | tr -d '\n')" |
  post /v1/ocr @- | expect '"pages_processed":1'

echo "With a prompt for an annotation"
post /v1/ocr "{\"document\": {\"file_id\": \"$file\"}, \"pages\": 0, \"document_annotation_prompt\": \"How many visitors?\"}" |
  expect '"document_annotation":"'

echo "Refusals"
post /v1/ocr '{"model": "tesseract"}' 400 | expect '"code":"missing_document"'
post /v1/ocr "{\"document\": {\"file_id\": \"$file\"}, \"pages\": -1}" 422 | expect '"code":"validation_error"'

echo "Cleaning up"
api -X DELETE "$RECTO_URL/v1/files/$file" | expect '"deleted":true'
post /v1/ocr "{\"document\": {\"file_id\": \"$file\"}}" 404 | expect '"code":"file_not_found"'
