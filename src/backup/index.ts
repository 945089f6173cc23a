export { type Manifest, readManifest } from './manifest.ts'
export { type Restored, restoreBackup } from './restore.ts'
export { type Written, writeBackup } from './write.ts'
