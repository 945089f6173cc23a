/**
 * `npm run train` makes the model anew, to the byte the same. `-- --figures` measures it on rows that it never saw (`-- --figures tone`: one head);
 * `-- --agreement` says how far the two labels of our own sentences agree; `-- --compare` does so with other kinds of model; `-- --check` makes it again and compares the bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { modelPath } from '../model-path.ts'
import { agreementLines } from './agreement.ts'
import { printComparison } from './compare.ts'
import { printFigures } from './figures.ts'
import { missingFiles } from './sets.ts'
import { trainedModel } from './trained-model.ts'

function run(task?: string, head?: string): number {
  if (task === '--agreement') {
    console.log(agreementLines().join('\n'))
    return 0
  }
  const missing = missingFiles()
  if (missing.length > 0) {
    console.error(`Training needs the data sets beside the project; these are missing:\n${missing.join('\n')}`)
    return 2
  }
  if (task === '--figures') {
    printFigures(head)
    return 0
  }
  if (task === '--compare') {
    printComparison()
    return 0
  }
  const bytes = trainedModel()
  if (task === '--check') {
    const same = bytes.equals(readFileSync(modelPath))
    console.log(same ? 'The model is the same, to the byte.' : 'The model differs from the one in the project.')
    return same ? 0 : 1
  }
  writeFileSync(modelPath, bytes)
  console.log(`${modelPath}: ${bytes.length} bytes`)
  return 0
}

process.exitCode = run(...process.argv.slice(2))
