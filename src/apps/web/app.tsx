import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { ChatPanel } from './chat/chat-panel.js';
import { CollectionPanel } from './collection/collection-panel.js';
import { useCollection } from './collection/collection.js';
import { DropZone } from './library/drop-zone.js';
import { JobList } from './library/job-list.js';
import { LibraryView } from './library/library-view.js';
import { SearchBox } from './library/search-box.js';
import { useUploads } from './library/use-uploads.js';
import { PlaceLink } from './routing/place-link.js';
import { usePlace } from './routing/place.js';
import { queries } from './server/queries.js';
import { LanguageChoice } from './settings/language-choice.js';
import { ThemeChoice } from './settings/theme-choice.js';
import { TokenForm } from './settings/token-form.js';
import { VideoView } from './watch/video-view.js';
import { useWords } from './words/words-context.js';

/** The whole page: the library or a video, with chat and collection beside it. */
export function App() {
  const { data: session } = useQuery(queries.session());
  if (session?.needed && !session.open) return <TokenForm />;
  return <OpenPage />;
}

function OpenPage() {
  const words = useWords();
  const place = usePlace();
  const uploads = useUploads();
  const { moments } = useCollection();
  const [beside, setBeside] = useState('chat');
  return (
    <DropZone onFiles={uploads.add}>
      <a className="skip" href="#content">
        {words.skipToContent}
      </a>
      <header className="top">
        <PlaceLink to={{}} className="name">
          <img src="/icon.svg" alt="" width={28} height={28} /> askreel
        </PlaceLink>
        <SearchBox />
        <div className="settings">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </header>
      <div className="halves">
        <main id="content" tabIndex={-1}>
          <JobList uploads={uploads} />
          {place.videoId === undefined ? (
            <LibraryView query={place.query} onAddFiles={uploads.add} />
          ) : (
            <VideoView key={place.videoId} videoId={place.videoId} place={place} />
          )}
        </main>
        <aside>
          <Tabs className="beside" selectedKey={beside} onSelectionChange={(key) => setBeside(String(key))}>
            <TabList aria-label={words.menu} className="tabs">
              <Tab id="chat">{words.chat}</Tab>
              <Tab id="collection">
                {words.collection}
                {moments.length > 0 && <span className="count">{moments.length}</span>}
              </Tab>
            </TabList>
            <TabPanel id="chat" className="panel" shouldForceMount>
              <ChatPanel videoId={place.videoId} />
            </TabPanel>
            <TabPanel id="collection" className="panel">
              <CollectionPanel />
            </TabPanel>
          </Tabs>
        </aside>
      </div>
    </DropZone>
  );
}
