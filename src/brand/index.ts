export { type BrandKit, readBrandKit, saveBrandKit } from './kit.ts'
