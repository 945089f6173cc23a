/** Reddit's Markdown (snudown) as Reddit lays it out: https://www.reddit.com/wiki/markdown */
export { read } from './blocks.ts'
