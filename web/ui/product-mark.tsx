/** Our own mark: a P drawn as a speech bubble, the warm dot the one who answers. Where one enters and sets up; inside, the brand leads. */
export function ProductMark({ size = 56 }: { size?: number }) {
  return <img src="/panel/mark.svg" width={size} height={size} alt="Percakapan" />
}
