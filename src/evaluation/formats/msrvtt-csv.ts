import { z } from 'zod';
import { readCsv } from './read-csv.js';
import { unusableFile, unusablePlace } from './unusable-place.js';

/** A sentence with the one video that it describes. */
export interface MsrvttPair {
  readonly videoId: string;
  readonly sentence: string;
}

const row = z.object({ video_id: z.string().trim().min(1), sentence: z.string().trim().min(1) });

/**
 * Reads a split of MSR-VTT (Xu et al., CVPR 2016) like 1k-A, `MSRVTT_JSFUSION_test.csv` with the columns
 * `key,vid_key,video_id,sentence` (Yu et al., arXiv 1808.02559); only the last two are needed, others may be there. The
 * order is the file's: pair i is row and column i of a similarity matrix.
 *
 * Throws TRUTH_INVALID with `source` (a file's name), the line and what is wrong with it; also for a second sentence of
 * a video, for then one sentence no longer belongs to one video.
 */
export function readMsrvttCsv(text: string, source: string): MsrvttPair[] {
  const rows = readCsv(text, source);
  if (rows.length === 0) throw unusableFile(source, 'it has no rows');
  const lines = new Map<string, number>();
  return rows.map(({ line, values }) => {
    const parsed = row.safeParse(values);
    if (!parsed.success) {
      const column = String(parsed.error.issues[0]?.path[0] ?? '');
      const reason = column in values ? `${column} is empty` : `there is no column ${column}`;
      throw unusablePlace(`Line ${line}`, source, reason, parsed.error);
    }
    const { video_id: videoId, sentence } = parsed.data;
    const before = lines.get(videoId);
    if (before !== undefined) throw unusablePlace(`Line ${line}`, source, `${videoId} is already in line ${before}`);
    lines.set(videoId, line);
    return { videoId, sentence };
  });
}
