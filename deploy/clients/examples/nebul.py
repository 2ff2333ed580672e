"""The requests of Nebul's OCR documentation, as Python sends them; with the standard library only."""

import json
import os
import pathlib
import urllib.error
import urllib.request
import uuid

URL = os.environ["RECTO_URL"]
KEY = os.environ["RECTO_KEY"]
REPORT = pathlib.Path(os.environ["RECTO_SAMPLES"], "report.pdf").read_bytes()


def call(method, path, body=None, content_type="application/json"):
    request = urllib.request.Request(URL + path, method=method, headers={"Authorization": f"Bearer {KEY}"})
    if body is not None:
        request.add_header("Content-Type", content_type)
        request.data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def upload(name, content):
    boundary = uuid.uuid4().hex
    form = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nocr\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    status, file = call("POST", "/v1/files", form, f"multipart/form-data; boundary={boundary}")
    assert status == 200, file
    return file["id"]


def read(path, **body):
    status, answer = call("POST", path, body)
    assert status == 200, answer
    return answer


file = upload("report.pdf", REPORT)

answer = read(f"/v1/files/{file}/ocr", model="tesseract")
assert [page["index"] for page in answer["pages"]] == [0, 1, 2], answer
assert "Visitors" in answer["pages"][1]["markdown"], answer

answer = read("/v1/ocr", document={"type": "document_url", "document_url": os.environ["RECTO_DOCUMENT_URL"]})
assert answer["usage_info"]["pages_processed"] == 3, answer

status, signed = call("GET", f"/v1/files/{file}/url?expiry=1")
assert status == 200, signed
with urllib.request.urlopen(signed["url"], timeout=120) as download:
    assert download.read() == REPORT
answer = read("/v1/ocr", document={"type": "document_url", "document_url": signed["url"]}, pages=[0, 2])
assert [page["index"] for page in answer["pages"]] == [0, 2], answer

answer = read(f"/v1/files/{file}/ocr", pages="0-1", document_annotation_prompt="How many visitors?")
assert isinstance(answer["document_annotation"], str), answer

status, error = call("POST", "/v1/ocr", {"document": {"file_id": "7"}})
assert (status, error["code"]) == (400, "invalid_file_id"), error

assert call("DELETE", f"/v1/files/{file}") == (200, {"id": file, "object": "file", "deleted": True})
assert call("GET", f"/v1/files/{file}")[0] == 404
