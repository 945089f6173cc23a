const looking =
  "default-src 'none'; img-src * data:; media-src *; style-src 'self' 'unsafe-inline'; font-src 'self'; frame-ancestors 'self'"

/** What a page of the blog may do in a frame of the panel: be looked at. @param frames origins of what it shows in frames itself */
export function previewPolicy(frames: readonly string[] = []): string {
  return frames.length ? `${looking}; frame-src ${frames.join(' ')}` : looking
}
