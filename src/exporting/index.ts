export { exportBlog } from './export.ts'
export type { Exported, ExportFormat } from './formats/format.ts'
export { exportFormats } from './formats/index.ts'
export { openFolder, openZip, type Sink, type ZipSink } from './sink.ts'
