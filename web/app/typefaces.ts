const faces = ['"Plus Jakarta Sans Variable"', '"Literata Variable"']

/** How long nothing is drawn for their sake, in milliseconds: then a face of the device stands in. */
const longest = 1500

/**
 * The panel's two typefaces, which index.html asks for at once. Words that are drawn in one face first and then in another move
 * all that stands below them, so the first drawing waits for both, but never long, and not for one that can't be had.
 */
export async function typefaces(): Promise<void> {
  const all = Promise.allSettled(faces.map((face) => document.fonts.load(`1em ${face}`)))
  await Promise.race([all, new Promise((done) => setTimeout(done, longest))])
}
