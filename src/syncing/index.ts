export type { FileFault } from './file.ts'
export { type SyncAct, type Synced, type SyncOptions, type SyncStep, syncFolder } from './sync.ts'
