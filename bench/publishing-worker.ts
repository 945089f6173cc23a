/** A worker of its own for the benchmark of publishing: opens the same house, and dispatches from the word `go` to the word `stop`. */
import { startDispatcher } from '../src/publishing/index.ts'
import { ownCpu } from './cpu.ts'
import { openPlace, type Place } from './publishing-house.ts'

const place = JSON.parse(process.argv[2] ?? '') as Place
const { context, close } = await openPlace(place, new Map())

/** Waits for the parent's next word. */
const word = () => new Promise<unknown>((resolve) => process.once('message', resolve))

process.send?.('ready')
await word()
const began = ownCpu()
const dispatcher = startDispatcher(context)
await word()
process.send?.(ownCpu() - began)
await dispatcher.stop()
await close()
process.disconnect?.()
