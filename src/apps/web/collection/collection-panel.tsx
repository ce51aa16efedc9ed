import { useState } from 'react';
import type { ExportFormatName } from '../../server/schemas/exports.js';
import { PlaceLink } from '../routing/place-link.js';
import { requireSuccess } from '../../server/client.js';
import { Problem } from '../settings/problem.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { CollectButton } from './collect-button.js';
import { useCollection } from './collection.js';
import { CompareView } from './compare-view.js';
import { middleOf, sameMoment, thumbnailAddress, type MomentPlace } from './moment-place.js';

const exportFormats = ['edl', 'fcpxml', 'vtt', 'csv', 'json'] as const satisfies readonly ExportFormatName[];

/** The moments that were collected: to compare, to export, to save as clips. */
export function CollectionPanel() {
  const words = useWords();
  const { moments, clear } = useCollection();
  const [format, setFormat] = useState<ExportFormatName>('edl');
  const [comparing, setComparing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (moments.length === 0) return <p className="hint">{words.collectionEmpty}</p>;
  return (
    <div className="collection">
      <ul className="collected">
        {moments.map((moment) => (
          <CollectedMoment key={`${moment.videoId}${moment.span.startSeconds}`} moment={moment} />
        ))}
      </ul>
      <div className="actions">
        <button type="button" onClick={() => setComparing(true)} disabled={moments.length < 2}>
          {words.compare}
        </button>
        <button type="button" onClick={clear}>
          {words.clearAll}
        </button>
        <label>
          {words.exportAs}{' '}
          <select value={format} onChange={({ target }) => setFormat(target.value as ExportFormatName)}>
            {exportFormats.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="main"
          onClick={() => {
            setProblem(undefined);
            saveExport(format, moments).catch(setProblem);
          }}
        >
          {words.export}
        </button>
      </div>
      {problem !== undefined && <Problem error={problem} />}
      {comparing && <CompareView moments={moments} onClose={() => setComparing(false)} />}
    </div>
  );
}

function CollectedMoment({ moment }: { readonly moment: MomentPlace }) {
  const words = useWords();
  const { videoId, videoTitle, span, label } = moment;
  return (
    <li>
      <PlaceLink to={{ videoId, atSeconds: span.startSeconds }}>
        <img src={thumbnailAddress(videoId, middleOf(span), 160)} alt="" loading="lazy" width={80} height={60} />
        <span>
          <strong>{videoTitle}</strong> {clock(span.startSeconds)}–{clock(span.endSeconds)}
          <br />
          {label}
        </span>
      </PlaceLink>
      <a
        className="save"
        href={`/api/videos/${videoId}/clip?start=${span.startSeconds}&end=${span.endSeconds}`}
        download
        title={words.downloadClip}
      >
        <span aria-hidden="true">⤓</span>
        <span className="unseen">{words.downloadClip}</span>
      </a>
      <CollectButton moment={moment} />
    </li>
  );
}

/** Throws `AskreelRequestError`. */
async function saveExport(format: ExportFormatName, moments: readonly MomentPlace[]): Promise<void> {
  const distinct = moments.filter((moment, index) => moments.findIndex((one) => sameMoment(one, moment)) === index);
  const body = { format, moments: distinct.map(({ videoId, span, label }) => ({ videoId, span, label })) };
  const response = await requireSuccess(
    await fetch('/api/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `askreel.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
