/** Paints a picture as wide as the canvas is shown, or as it is where it has no more pixels. */
export function paint(bitmap, canvas, width) {
  const scale = Math.min(1, (width * Math.min(devicePixelRatio, 2)) / bitmap.width);
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}

/** @param {Blob} picture painted unless it was given up meanwhile */
export async function paintPicture(picture, canvas, width, signal) {
  const bitmap = await createImageBitmap(picture);
  if (!signal.aborted) {
    paint(bitmap, canvas, width);
  }
  bitmap.close();
}
