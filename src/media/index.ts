export {
  type CopyState,
  copiesFor,
  copyAt,
  copyId,
  forgetCopies,
  retryCopies,
  sentVideo,
  type Wanted,
  wantCopies,
} from './copies.ts'
export { makeDueCopy, startCopyMaker } from './copy-maker.ts'
export { openDecoder } from './decoder.ts'
export { type FittedVideo, fitVideo, type Unfit, unfitness } from './fit-video.ts'
export { forgetCopyFolders } from './make-copy.ts'
export {
  addPicture,
  addPictureOnce,
  asPicture,
  asVideo,
  describePicture,
  fileOf,
  filesOf,
  findMedia,
  keepDrawn,
  type MediaRow,
  mediaOf,
  picturesOf,
  videoRowOf,
} from './media.ts'
export { openMediaStore, plainFileName } from './open-store.ts'
export { cleanPicture, fitPicture, largestUpload } from './picture.ts'
export { probeStore } from './probe.ts'
export type { MediaStore } from './store.ts'
export { forgetMedia, restoreMedia, throwAway, type Unused, unusedMedia } from './unused.ts'
export { beginUpload, finishUpload, forgetUploads, receivePiece, uploadOf } from './upload.ts'
