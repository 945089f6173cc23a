declare module '*.json?later' {
  const words: Record<string, Record<string, unknown>>
  export default words
}
