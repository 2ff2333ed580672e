/** The pixels of a page's pictures by their names in its markdown. */
export const picturesOf = page =>
  new Map((page.images ?? []).filter(image => image.image_base64).map(image => [image.id, image.image_base64]));
