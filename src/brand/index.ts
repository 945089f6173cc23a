export { type BrandKit, homeBrandName, readBrandKit, saveBrandKit } from './kit.ts'
