/** What a page of the blog may do in a frame of the panel: be looked at. */
export const previewPolicy =
  "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src 'self'; frame-ancestors 'self'"
