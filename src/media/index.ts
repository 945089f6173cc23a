export { addVideoOnce } from './add-video.ts'
export { openDecoder } from './decoder.ts'
export { type FittedVideo, fitVideo, type Unfit, unfitness } from './fit-video.ts'
export { type Crop, cropPicture, pageOfPictures } from './library.ts'
export { forgetRenditionFolders } from './make-rendition.ts'
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
export { makeDueRendition, startRenditionMaker } from './rendition-maker.ts'
export {
  forgetRenditions,
  type RenditionState,
  renditionAt,
  renditionId,
  renditionsFor,
  requestRenditions,
  retryRenditions,
  sentVideo,
  type Wanted,
} from './renditions.ts'
export { smallPicture } from './small.ts'
export { makeDueSourceSet, type SourceSetMade, startSourceSetMaker } from './source-set-maker.ts'
export { requestSourceSets, type ShownPicture, shownPictures } from './source-sets.ts'
export type { MediaStore } from './store.ts'
export { forgetMedia, restoreMedia, throwAway, throwAwayBrought, type Unused, unusedMedia } from './unused.ts'
export {
  beginUpload,
  dropUpload,
  finishUpload,
  forgetUploads,
  receivePiece,
  takeUpload,
  uploadOf,
  wholeUpload,
} from './upload.ts'
export { largestVideo } from './video.ts'
