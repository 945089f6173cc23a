export {
  addPicture,
  addPictureOnce,
  asPicture,
  asVideo,
  describePicture,
  type MediaRow,
  mediaOf,
  picturesOf,
} from './media.ts'
export { openMediaStore } from './open-store.ts'
export { cleanPicture, fitPicture, largestUpload } from './picture.ts'
export { probeStore } from './probe.ts'
export type { MediaStore } from './store.ts'
export { beginUpload, finishUpload, forgetUploads, receivePiece, uploadOf } from './upload.ts'
