import { fileURLToPath } from 'node:url'

/** Where the model's file lies: beside the sources, and beside the built program (rolldown.config.ts brings it along). */
export const modelPath: string = fileURLToPath(new URL('./model/triage.model', import.meta.url))
